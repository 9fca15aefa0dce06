-- Every caller has said what the shop was just seen to have since 000002: the way to reserve without it is nobody's.
drop function inventory_reserve(uuid, text[], integer[], timestamptz);
