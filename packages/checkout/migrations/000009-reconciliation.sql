-- Where a provider's own account of a day and our ledger differ. One row for each, however often the day is compared.
create table reconciliation_break (
  id bigint generated always as identity primary key,
  day date not null,
  provider text not null,
  kind text not null check (kind in ('missing-here', 'missing-there', 'amount-differs')),
  movement text not null,
  reference text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What is booked here and what the provider says; zero where it is missing.
  here_minor bigint not null,
  there_minor bigint not null,
  found_at timestamptz not null,
  -- Set when the same day, compared again, agreed.
  closed_at timestamptz,
  unique (day, provider, movement, reference)
);
create index reconciliation_break_open on reconciliation_break (found_at) where closed_at is null;

-- Which days were compared, and how many movements agreed.
create table reconciliation_run (
  day date not null,
  provider text not null,
  compared_at timestamptz not null,
  movements integer not null,
  breaks integer not null,
  primary key (day, provider)
);
create index ledger_transaction_by_time on ledger_transaction (posted_at);
