create table checkout (
  id uuid primary key,
  token text not null unique,
  cart_id text not null,
  locale text not null,
  state text not null check (state in ('open', 'completing', 'completed', 'expired')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  claimed_until timestamptz check ((claimed_until is not null) = (state = 'completing')),
  document jsonb not null
);
-- One way to the till per cart; a cart that was paid may not start another either, that is judged by its order.
create unique index checkout_one_per_cart on checkout (cart_id) where state in ('open', 'completing');
create index checkout_by_cart on checkout (cart_id);
create index checkout_overdue on checkout (claimed_until) where state = 'completing';
create index checkout_idle on checkout (updated_at) where state = 'open';

-- The only ways from one state to the next, as src/domain/state.ts has them (a test compares the two).
create table checkout_transition (from_state text not null, to_state text not null, primary key (from_state, to_state));
insert into checkout_transition values
  ('open', 'completing'), ('open', 'expired'), ('completing', 'open'), ('completing', 'completed');

create table checkout_history (
  id bigint generated always as identity primary key,
  checkout_id uuid not null references checkout,
  from_state text not null,
  to_state text not null,
  at timestamptz not null,
  foreign key (from_state, to_state) references checkout_transition
);
create index checkout_history_by_checkout on checkout_history (checkout_id);

create function checkout_remember_transition() returns trigger language plpgsql as $$
begin
  insert into checkout_history (checkout_id, from_state, to_state, at) values (new.id, old.state, new.state, new.updated_at);
  return null;
end $$;
create trigger checkout_transitions after update of state on checkout
  for each row when (old.state is distinct from new.state) execute function checkout_remember_transition();

-- A request to pay, claimed before any work. The same key with another body is an error of its own.
create table checkout_idempotency (
  checkout_id uuid not null references checkout,
  key text not null,
  fingerprint text not null,
  claim_id uuid not null,
  claimed_at timestamptz not null,
  result jsonb,
  primary key (checkout_id, key)
);

-- Limits the shop set on a code. A code without a row has none of ours to keep.
create table discount_limit (
  code text primary key check (code = upper(code)),
  usage_limit integer check (usage_limit >= 0),
  once_per_customer boolean not null default false
);
create table discount_usage (
  code text not null,
  checkout_id uuid not null references checkout,
  -- Who used it, where a code may be used once per customer: SHA-256 of the address, lower case.
  customer text,
  claimed_at timestamptz not null,
  primary key (code, checkout_id),
  unique (code, customer)
);

-- Claims each code for a checkout, all or none; returns the ones that are used up.
create function checkout_claim_discounts(the_checkout uuid, codes text[], email text, at timestamptz)
returns setof text language plpgsql as $$
declare who text := encode(sha256(convert_to(lower(email), 'UTF8')), 'hex');
begin
  perform 1 from discount_limit l where l.code = any(codes) order by l.code for update;
  return query
    select l.code from discount_limit l
    where l.code = any(codes) and (
      l.usage_limit <= (select count(*) from discount_usage u where u.code = l.code and u.checkout_id <> the_checkout)
      or (l.once_per_customer and exists (
        select 1 from discount_usage u where u.code = l.code and u.customer = who and u.checkout_id <> the_checkout)));
  if found then return; end if;
  insert into discount_usage (code, checkout_id, customer, claimed_at)
    select used.code, the_checkout, case when l.once_per_customer then who end, at
    from unnest(codes) as used(code) left join discount_limit l on l.code = used.code
  on conflict do nothing;
end $$;

-- Public numbers are given when an order is placed, never before: a failed payment leaves no hole.
create sequence order_number start 10428;

create table placed_order (
  id uuid primary key,
  token text not null unique,
  number text not null unique,
  checkout_id uuid not null unique references checkout,
  placed_at timestamptz not null,
  locale text not null,
  email text not null,
  currency text not null,
  total_minor bigint not null check (total_minor >= 0),
  authorized_minor bigint not null default 0 check (authorized_minor >= 0),
  captured_minor bigint not null default 0 check (captured_minor >= 0),
  attempt_id text unique,
  provider text,
  document jsonb not null
);
create index placed_order_by_email on placed_order (lower(email), placed_at desc);

-- What a person has to decide. One open case per kind and subject.
create table operator_case (
  id bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  detail jsonb not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index operator_case_open on operator_case (kind, subject) where closed_at is null;

-- Events as Debezium's outbox router reads them.
create table outbox (
  id uuid primary key,
  aggregatetype text not null,
  aggregateid text not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null
);
create index outbox_by_aggregate on outbox (aggregatetype, aggregateid);
