-- What the shop last said can be sold of a variant, and what we have promised since.
create table inventory_level (
  variant_id text primary key,
  -- False: the shop does not count it.
  tracked boolean not null,
  -- True: the shop goes on selling when none is left.
  sells_without_stock boolean not null,
  -- The shop's own count, already without the orders it knows.
  on_hand integer not null,
  -- The shop's time of that count; older news is dropped.
  as_of timestamptz not null,
  -- Promised to checkouts that are paying at this moment.
  reserved integer not null default 0 check (reserved >= 0),
  -- In orders of ours that on_hand does not contain yet.
  placed integer not null default 0 check (placed >= 0)
);

create table inventory_reservation (
  holder uuid not null,
  variant_id text not null references inventory_level,
  quantity integer not null check (quantity > 0),
  -- live: promised while paying. placed: in an order. acknowledged: the shop has the order, on_hand is still older.
  -- settled: on_hand contains it.
  state text not null check (state in ('live', 'placed', 'acknowledged', 'settled')),
  acknowledged_as_of timestamptz check ((acknowledged_as_of is not null) = (state in ('acknowledged', 'settled'))),
  reserved_at timestamptz not null,
  primary key (holder, variant_id)
);
create index inventory_reservation_waiting on inventory_reservation (variant_id) where state = 'acknowledged';
create index inventory_reservation_live on inventory_reservation (reserved_at) where state = 'live';

-- Every function below locks the levels it touches first, in the order of their ids: so none waits for another in a circle.

-- Reserves all or nothing; returns a row per variant of which too little is there (none: reserved).

create function inventory_reserve(the_holder uuid, variants text[], quantities integer[], at timestamptz)
returns table (variant_id text, available integer) language plpgsql as $$
begin
  perform 1 from inventory_level l where l.variant_id = any(variants) order by l.variant_id for update;
  if exists (select 1 from inventory_reservation r where r.holder = the_holder) then
    raise exception 'holder % already holds stock: release it first', the_holder;
  end if;
  return query
    select w.variant_id, coalesce(l.on_hand - l.reserved - l.placed, 0)
    from unnest(variants, quantities) as w(variant_id, quantity)
    left join inventory_level l on l.variant_id = w.variant_id
    where l.variant_id is null
       or (l.tracked and not l.sells_without_stock and l.on_hand - l.reserved - l.placed < w.quantity);
  if found then return; end if;
  update inventory_level l set reserved = l.reserved + w.quantity
    from unnest(variants, quantities) as w(variant_id, quantity) where l.variant_id = w.variant_id;
  insert into inventory_reservation (holder, variant_id, quantity, state, reserved_at)
    select the_holder, w.variant_id, w.quantity, 'live', at from unnest(variants, quantities) as w(variant_id, quantity);
end $$;

-- Lets go what is still live; returns how many variants.
create function inventory_release(the_holder uuid) returns integer language plpgsql as $$
declare released integer;
begin
  perform 1 from inventory_level l join inventory_reservation r using (variant_id)
    where r.holder = the_holder order by l.variant_id for update of l;
  with gone as (
    delete from inventory_reservation r where r.holder = the_holder and r.state = 'live' returning r.variant_id, r.quantity
  ), changed as (
    update inventory_level l set reserved = l.reserved - gone.quantity from gone where l.variant_id = gone.variant_id returning 1
  ) select count(*) into released from changed;
  return released;
end $$;

-- Turns what a holder has reserved into a placed order. What was paid is placed even where nothing was reserved.
-- Returns the variants that are now promised more often than they are there.
create function inventory_place(the_holder uuid, variants text[], quantities integer[], at timestamptz)
returns table (variant_id text, missing integer) language plpgsql as $$
begin
  insert into inventory_level (variant_id, tracked, sells_without_stock, on_hand, as_of)
    select w.variant_id, true, false, 0, '-infinity' from unnest(variants) as w(variant_id) on conflict do nothing;
  perform 1 from inventory_level l where l.variant_id = any(variants) order by l.variant_id for update;
  with placed as (
    update inventory_reservation r set state = 'placed' where r.holder = the_holder and r.state = 'live'
    returning r.variant_id, r.quantity
  ) update inventory_level l set reserved = l.reserved - placed.quantity, placed = l.placed + placed.quantity
    from placed where l.variant_id = placed.variant_id;
  with late as (
    insert into inventory_reservation (holder, variant_id, quantity, state, reserved_at)
    select the_holder, w.variant_id, w.quantity, 'placed', at from unnest(variants, quantities) as w(variant_id, quantity)
    on conflict do nothing returning inventory_reservation.variant_id, quantity
  ) update inventory_level l set placed = l.placed + late.quantity from late where l.variant_id = late.variant_id;
  return query
    select l.variant_id, -(l.on_hand - l.reserved - l.placed) from inventory_level l
    where l.variant_id = any(variants) and l.tracked and not l.sells_without_stock
      and l.on_hand - l.reserved - l.placed < 0;
end $$;

-- Orders the shop knows are contained in a count at least as new as they are.
create function inventory_settle(variants text[]) returns void language sql as $$
  with settled as (
    update inventory_reservation r set state = 'settled' from inventory_level l
    where r.variant_id = any(variants) and l.variant_id = r.variant_id
      and r.state = 'acknowledged' and r.acknowledged_as_of <= l.as_of
    returning r.variant_id, r.quantity
  ), summed as (select s.variant_id, sum(s.quantity)::integer as quantity from settled s group by s.variant_id)
  update inventory_level l set placed = l.placed - summed.quantity from summed where l.variant_id = summed.variant_id;
$$;

-- The shop's own counts. An older one is dropped. Of two with the same time the lower one counts: the shop's clock has seconds
-- only, and what may not be there is not sold.
create function inventory_set_levels(
  variants text[], tracked_flags boolean[], without_stock_flags boolean[], counts integer[], times timestamptz[]
) returns void language plpgsql as $$
begin
  perform 1 from inventory_level l where l.variant_id = any(variants) order by l.variant_id for update;
  insert into inventory_level as l (variant_id, tracked, sells_without_stock, on_hand, as_of)
    select w.variant_id, coalesce(w.tracked, true), coalesce(w.without_stock, false), w.count, w.at
    from unnest(variants, tracked_flags, without_stock_flags, counts, times) as w(variant_id, tracked, without_stock, count, at)
    order by w.variant_id
  on conflict (variant_id) do nothing;
  update inventory_level l set
    tracked = coalesce(w.tracked, l.tracked),
    sells_without_stock = coalesce(w.without_stock, l.sells_without_stock),
    on_hand = case when w.at > l.as_of then w.count else least(l.on_hand, w.count) end,
    as_of = w.at
    from unnest(variants, tracked_flags, without_stock_flags, counts, times) as w(variant_id, tracked, without_stock, count, at)
    where l.variant_id = w.variant_id and w.at >= l.as_of;
  perform inventory_settle(variants);
end $$;

-- The shop has the order, created there at `at`.
create function inventory_acknowledge(the_holder uuid, at timestamptz) returns integer language plpgsql as $$
declare acknowledged text[];
begin
  perform 1 from inventory_level l join inventory_reservation r using (variant_id)
    where r.holder = the_holder order by l.variant_id for update of l;
  with changed as (
    update inventory_reservation r set state = 'acknowledged', acknowledged_as_of = at
    where r.holder = the_holder and r.state = 'placed' returning r.variant_id
  ) select coalesce(array_agg(changed.variant_id), '{}') into acknowledged from changed;
  perform inventory_settle(acknowledged);
  return cardinality(acknowledged);
end $$;
