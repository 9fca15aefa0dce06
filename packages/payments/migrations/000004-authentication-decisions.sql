-- What was decided about authentication before an attempt was asked for, and why. Taken once for each attempt, and once
-- more when the issuer answered "authenticate".
create table payment_authentication (
  attempt_id uuid not null references payment_attempt (id),
  after_soft_decline boolean not null,
  decided_at timestamptz not null,
  decision jsonb not null,
  risk jsonb not null,
  primary key (attempt_id, after_soft_decline)
);
