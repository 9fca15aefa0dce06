-- A digest of what the shop is asked because of an event: of several that wait with the same one, one question answers all.
alter table shop_event add column question text;
create index shop_event_waiting_together on shop_event (topic, question) where applied_at is null;
