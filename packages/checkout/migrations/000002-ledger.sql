create table ledger_account (
  code text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  primary key (code, currency)
);

create table ledger_transaction (
  id uuid primary key,
  kind text not null,
  external_ref text not null,
  posted_at timestamptz not null,
  unique (kind, external_ref)
);

create table ledger_entry (
  transaction_id uuid not null references ledger_transaction,
  position integer not null,
  account text not null,
  currency text not null,
  side text not null check (side in ('debit', 'credit')),
  amount_minor bigint not null check (amount_minor > 0),
  primary key (transaction_id, position),
  foreign key (account, currency) references ledger_account
);
create index ledger_entry_by_account on ledger_entry (account, currency);

-- Checked once at commit, per transaction: what is debited is credited, in each currency.
create function ledger_check_balance() returns trigger language plpgsql as $$
declare off record;
begin
  select e.currency, sum(case e.side when 'debit' then e.amount_minor else -e.amount_minor end) as by
    into off from ledger_entry e where e.transaction_id = new.transaction_id
    group by e.currency having sum(case e.side when 'debit' then e.amount_minor else -e.amount_minor end) <> 0;
  if found then
    raise exception 'ledger transaction % is off balance by % %', new.transaction_id, off.by, off.currency
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
-- Every entry asks, so that nothing can be added later either; six entries cost six small sums.
create constraint trigger ledger_balance after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_check_balance();

-- What is booked stays; a mistake is corrected by another transaction.
create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: book a correction instead' using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_stays before update or delete on ledger_entry for each row execute function ledger_refuse_change();
create trigger ledger_entry_kept before truncate on ledger_entry execute function ledger_refuse_change();
create trigger ledger_transaction_stays before update or delete on ledger_transaction for each row execute function ledger_refuse_change();
create trigger ledger_transaction_kept before truncate on ledger_transaction execute function ledger_refuse_change();

-- Books a transaction once per kind and reference; returns whether it was new.
create function ledger_post(
  the_id uuid, the_kind text, reference text, at timestamptz,
  accounts text[], normal_sides text[], sides text[], amounts bigint[], the_currency text
) returns boolean language plpgsql as $$
begin
  insert into ledger_transaction (id, kind, external_ref, posted_at) values (the_id, the_kind, reference, at)
    on conflict (kind, external_ref) do nothing;
  if not found then return false; end if;
  insert into ledger_account (code, currency, normal_side)
    select distinct code, the_currency, side from unnest(accounts, normal_sides) as named(code, side)
    where not exists (select 1 from ledger_account a where a.code = named.code and a.currency = the_currency)
    order by code
    on conflict do nothing;
  insert into ledger_entry (transaction_id, position, account, currency, side, amount_minor)
    select the_id, position, account, the_currency, side, amount
    from unnest(accounts, sides, amounts) with ordinality as posting(account, side, amount, position);
  return true;
end $$;
