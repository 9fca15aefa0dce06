-- Shoppers who asked their bank or wallet for the money back.
create table payment_dispute (
  provider text not null,
  -- The provider's own id of it.
  dispute_reference text not null,
  attempt_id uuid not null references payment_attempt (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text,
  opened_at timestamptz not null,
  primary key (provider, dispute_reference)
);
create index payment_dispute_attempt on payment_dispute (attempt_id);

-- What became of each, once per event of the provider's.
create table payment_dispute_step (
  id bigint generated always as identity primary key,
  provider text not null,
  dispute_reference text not null,
  event_id text not null,
  stage text not null check (stage in ('opened', 'withdrawn', 'returned', 'won', 'lost')),
  amount_minor bigint not null check (amount_minor > 0),
  happened_at timestamptz not null,
  unique (provider, event_id),
  foreign key (provider, dispute_reference) references payment_dispute
);
