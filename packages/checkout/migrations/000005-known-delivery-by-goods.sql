-- Rates hang on what the goods come to as well ("free from 75"), so what was offered is remembered with it. known_delivery stays for
-- the release before, and can go with the one after.
create table known_delivery_offer (
  country text not null,
  zone text not null,
  currency text not null,
  goods_minor bigint not null,
  options jsonb not null,
  read_at timestamptz not null,
  primary key (country, zone, currency, goods_minor)
);
create index known_delivery_offer_by_age on known_delivery_offer (read_at);
