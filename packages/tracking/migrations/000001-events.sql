create table tracking_event (
  id uuid primary key,
  name text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  consent text not null check (consent in ('unknown', 'denied', 'granted')),
  visitor_id uuid,
  session_id uuid,
  locale text not null,
  currency text not null,
  value_minor bigint,
  release text not null,
  arm text not null,
  transaction_id text,
  payload jsonb not null,
  check (consent = 'granted' or (visitor_id is null and session_id is null))
);
create index tracking_event_by_name on tracking_event (name, occurred_at);
-- One purchase per order, whatever is sent again.
create unique index tracking_event_one_purchase on tracking_event (transaction_id) where name = 'purchase';

-- Kept aside with the reason, so that a broken sender is noticed and its events are not lost.
create table tracking_rejected_event (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  reason text not null,
  payload jsonb not null
);
