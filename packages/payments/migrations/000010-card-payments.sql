-- Which card an attempt was made with, by what all providers tell of it, and whether the shopper proved who they are: what was
-- paid with a card since then decides about the low-value exemption. Let go of after thirteen months.
create table card_payment (
  attempt_id uuid primary key references payment_attempt (id),
  -- Brand, first six, last four and expiry; null where no provider told.
  card_key text,
  challenged boolean not null default false,
  noted_at timestamptz not null
);
create index card_payment_known on card_payment (split_part(card_key, ':', 1), split_part(card_key, ':', 3));
create index card_payment_age on card_payment (noted_at);
