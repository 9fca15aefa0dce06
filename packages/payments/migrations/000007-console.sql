-- Who settled what only a person could settle, and what they found.
alter table operator_task add column closed_by text, add column note text;
create index operator_task_subject on operator_task (subject, opened_at);

-- Why a policy was put in force; what stood before has none.
alter table routing_policy add column reason text;

-- The newest payments, and figures by day.
create index payment_attempt_created on payment_attempt (created_at);
