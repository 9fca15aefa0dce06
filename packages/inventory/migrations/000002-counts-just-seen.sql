-- Promises goods like inventory_reserve above, and never more than the shop itself was just seen to have: a lower count may
-- be news that no webhook has brought yet. Null: not seen. What was reserved or placed here is taken off either count.
create function inventory_reserve(the_holder uuid, variants text[], quantities integer[], seen integer[], at timestamptz)
returns table (variant_id text, available integer) language plpgsql as $$
begin
  perform 1 from inventory_level l where l.variant_id = any(variants) order by l.variant_id for update;
  if exists (select 1 from inventory_reservation r where r.holder = the_holder) then
    raise exception 'holder % already holds stock: release it first', the_holder;
  end if;
  return query
    select w.variant_id, coalesce(least(l.on_hand, w.seen) - l.reserved - l.placed, 0)
    from unnest(variants, quantities, seen) as w(variant_id, quantity, seen)
    left join inventory_level l on l.variant_id = w.variant_id
    where l.variant_id is null
       or (l.tracked and not l.sells_without_stock and least(l.on_hand, w.seen) - l.reserved - l.placed < w.quantity);
  if found then return; end if;
  update inventory_level l set reserved = l.reserved + w.quantity
    from unnest(variants, quantities) as w(variant_id, quantity) where l.variant_id = w.variant_id;
  insert into inventory_reservation (holder, variant_id, quantity, state, reserved_at)
    select the_holder, w.variant_id, w.quantity, 'live', at from unnest(variants, quantities) as w(variant_id, quantity);
end $$;
