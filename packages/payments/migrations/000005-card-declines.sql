-- Refusals of a card by any provider, for the networks' caps on trying again. No number is known: a card is what all
-- providers tell of it (brand, first six, last four, expiry).
create table card_decline (
  attempt_id uuid not null references payment_attempt (id),
  -- One attempt may be declined softly and, stepped up, once more.
  class text not null,
  card_key text not null,
  -- The issuer will never approve it.
  final boolean not null,
  declined_at timestamptz not null,
  primary key (attempt_id, class)
);
create index card_decline_card on card_decline (card_key, declined_at);
