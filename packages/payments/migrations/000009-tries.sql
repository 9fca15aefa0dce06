-- Tries to pay, for counting how fast they come: by mail and network address as digests, and by what stands for the card.
-- Let go of after a day.
create table payment_try (
  attempt_id uuid primary key references payment_attempt (id),
  tried_at timestamptz not null,
  email_digest text not null,
  network_digest text,
  card_key text
);
create index payment_try_email on payment_try (email_digest, tried_at);
create index payment_try_network on payment_try (network_digest, tried_at) where network_digest is not null;
create index payment_try_card on payment_try (card_key, tried_at) where card_key is not null;
create index payment_try_age on payment_try (tried_at);
