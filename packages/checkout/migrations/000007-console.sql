-- Who settled what only a person could settle, and what they found.
alter table operator_case add column closed_by text, add column note text;
create index operator_case_subject on operator_case (subject, opened_at);

-- Payments that failed have no order: they are found by the address that was typed.
create index checkout_by_email on checkout (lower(document -> 'contact' ->> 'email'), created_at desc);
