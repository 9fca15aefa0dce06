-- A decision to give money of an order back. What came of it is told by payments, by the same id.
create table order_refund (
  id uuid primary key,
  order_id uuid not null references placed_order,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reason text not null,
  -- Goods that it is for, and whether they go back on the shelf: [{"lineId", "quantity"}].
  lines jsonb not null default '[]',
  restock boolean not null default false,
  note text,
  -- Where it was decided: in our console, or in the shop's own administration.
  origin text not null check (origin in ('console', 'shop')),
  requested_by text not null,
  requested_at timestamptz not null,
  -- The shop's own id of the refund that shows it there.
  shop_refund_id text unique
);
create index order_refund_by_order on order_refund (order_id, requested_at);

-- What was given back of what was captured.
alter table placed_order add column refunded_minor bigint not null default 0;
alter table placed_order add constraint placed_order_refunds_what_was_captured
  check (refunded_minor between 0 and captured_minor);
