-- The shop's webhooks as they came, stored once per event and topic.
create table shop_event (
  id uuid primary key,
  event_id text not null,
  topic text not null,
  shop text not null,
  triggered_at timestamptz,
  body text not null,
  received_at timestamptz not null,
  applied_at timestamptz,
  unique (topic, event_id)
);
create index shop_event_unapplied on shop_event (received_at) where applied_at is null;

-- Mails that left, by their idempotency key.
create table sent_mail (
  id text primary key,
  sent_at timestamptz not null
);
