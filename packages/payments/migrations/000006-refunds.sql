-- Money on its way back to a shopper, by the id of whoever decided on it.
create table payment_refund (
  id uuid primary key,
  attempt_id uuid not null references payment_attempt (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  state text not null check (state in ('requested', 'unknown', 'pending', 'refunded', 'refused')),
  state_since timestamptz not null,
  -- The provider's own id of it, as soon as it is learnt.
  provider_reference text,
  -- Why, in the provider's words; only of a refused one.
  refusal jsonb check ((refusal is not null) = (state = 'refused')),
  requested_at timestamptz not null,
  next_read_at timestamptz not null,
  reads integer not null default 0
);
create index payment_refund_attempt on payment_refund (attempt_id);
create index payment_refund_due on payment_refund (next_read_at) where state in ('requested', 'unknown', 'pending');

-- What was asked back of an attempt and not refused. The database itself forbids more than was captured.
alter table payment_attempt add column refunding_minor bigint not null default 0;
alter table payment_attempt add constraint payment_attempt_refunds_what_was_captured
  check (refunding_minor between 0 and coalesce((details -> 'captured' ->> 'amountMinor')::bigint, 0));
