-- What a shopper owes for one checkout, and each try at taking it.
create table payment (
  id uuid primary key,
  reference text not null unique,
  created_at timestamptz not null
);

create table payment_attempt (
  id uuid primary key,
  payment_id uuid not null references payment (id),
  number integer not null check (number > 0),
  provider text not null,
  instrument_digest text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in ('created', 'sent', 'requires_action', 'unknown', 'authorized', 'captured', 'declined', 'voided', 'expired')),
  state_since timestamptz not null,
  provider_reference text,
  -- What only some states have: action, card, decline, authorized and captured amounts.
  details jsonb not null default '{}',
  fence_reason text check (fence_reason in ('superseded', 'abandoned', 'lapsed')),
  next_read_at timestamptz not null,
  reads integer not null default 0,
  -- Set when money was found on an attempt that had ended, until it is proven to have gone back.
  reversal_since timestamptz,
  reversed_at timestamptz,
  created_at timestamptz not null,
  unique (payment_id, number),
  unique (payment_id, provider, instrument_digest),
  unique (provider, provider_reference)
);

-- The one rule everything hangs on: at most one attempt of a payment may be able to take money.
create unique index payment_attempt_one_live on payment_attempt (payment_id)
  where state in ('created', 'sent', 'requires_action', 'unknown', 'authorized', 'captured');
create index payment_attempt_due on payment_attempt (next_read_at)
  where state in ('created', 'sent', 'requires_action', 'unknown') or (state = 'authorized' and fence_reason is not null);

create index payment_attempt_to_reverse on payment_attempt (reversal_since)
  where reversal_since is not null and reversed_at is null;

-- Every transition, and the news of it that the listener must hear.
create table payment_attempt_history (
  id bigint generated always as identity primary key,
  attempt_id uuid not null references payment_attempt (id),
  from_state text,
  to_state text not null,
  cause text not null,
  happened_at timestamptz not null,
  news jsonb,
  announced_at timestamptz
);
create index payment_attempt_history_attempt on payment_attempt_history (attempt_id, id);
create index payment_attempt_history_unannounced on payment_attempt_history (id)
  where news is not null and announced_at is null;

-- Every request that changes something at a provider, stored with its key before it is made.
create table payment_operation (
  idempotency_key text primary key check (length(idempotency_key) <= 36),
  attempt_id uuid not null references payment_attempt (id),
  operation text not null,
  number integer not null check (number > 0),
  amount_minor bigint,
  started_at timestamptz not null,
  result text,
  detail text,
  finished_at timestamptz,
  unique (attempt_id, operation, number)
);

-- Webhooks as they came, stored once by the provider's own id.
create table provider_event (
  id uuid primary key,
  provider text not null,
  event_id text not null,
  type text not null,
  provider_reference text,
  body text not null,
  received_at timestamptz not null,
  applied_at timestamptz,
  unique (provider, event_id)
);
create index provider_event_unapplied on provider_event (received_at) where applied_at is null;

-- What only a person can settle.
create table operator_task (
  id uuid primary key,
  kind text not null,
  subject text not null,
  summary text not null,
  details jsonb not null default '{}',
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index operator_task_open on operator_task (kind, subject) where closed_at is null;
