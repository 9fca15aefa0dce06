-- The first version refused as it should, but could not say by how much.
create or replace function ledger_check_balance() returns trigger language plpgsql as $$
declare
  off_currency text;
  difference numeric;
begin
  select e.currency, sum(case e.side when 'debit' then e.amount_minor else -e.amount_minor end)
    into off_currency, difference
    from ledger_entry e where e.transaction_id = new.transaction_id
    group by e.currency having sum(case e.side when 'debit' then e.amount_minor else -e.amount_minor end) <> 0
    limit 1;
  if found then
    raise exception 'ledger transaction % is off balance by % %', new.transaction_id, difference, off_currency
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
