-- The technical breaker of each provider and operation, shared by all processes.
create table provider_breaker (
  provider text not null,
  operation text not null,
  -- State, since when, until when, why; `consecutive` failures up to now. `version` guards each replacement.
  breaker jsonb not null default '{"state": "closed", "sinceMs": 0}',
  consecutive integer not null default 0,
  version integer not null default 0,
  primary key (provider, operation)
);

-- Calls by operation and five seconds, for the breaker's window. Swept away after an hour.
create table provider_calls (
  provider text not null,
  operation text not null,
  bucket timestamptz not null,
  calls integer not null,
  failures integer not null,
  slow integer not null,
  primary key (provider, operation, bucket)
);

-- What banks decided, by provider and hour, for the authorisation rate. Swept away after eight days.
create table provider_approvals (
  provider text not null,
  hour timestamptz not null,
  asked integer not null,
  approved integer not null,
  primary key (provider, hour)
);

-- Which methods a checkout was offered, and why; a row where the answer changed.
create table payment_routing (
  id bigint generated always as identity primary key,
  reference text not null,
  decided_at timestamptz not null,
  decision jsonb not null
);
create index payment_routing_reference on payment_routing (reference, id);

-- The newest row is in force.
create table routing_policy (
  id bigint generated always as identity primary key,
  policy jsonb not null,
  activated_by text not null,
  activated_at timestamptz not null
);

-- `unable`: the provider could not, and another one can take the payment.
alter table payment_attempt drop constraint payment_attempt_fence_reason_check;
alter table payment_attempt add constraint payment_attempt_fence_reason_check
  check (fence_reason in ('superseded', 'abandoned', 'lapsed', 'unable'));
