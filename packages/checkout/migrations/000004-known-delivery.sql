-- The ways of delivery the shop last offered for a place, for when it is silent just as somebody types an address.
create table known_delivery (
  country text not null,
  zone text not null,
  currency text not null,
  options jsonb not null,
  read_at timestamptz not null,
  primary key (country, zone, currency)
);
