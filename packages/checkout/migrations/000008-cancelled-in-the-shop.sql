-- When the shop's own people cancelled an order there.
alter table placed_order add column cancelled_at timestamptz;
