-- Further references an attempt is known by at its provider (a pspReference, an authorisation), in the adapter's words.
alter table payment_attempt add column provider_details jsonb not null default '{}';
-- What the signed fields of a webhook say, where its provider cannot be read.
alter table provider_event add column heard jsonb;
