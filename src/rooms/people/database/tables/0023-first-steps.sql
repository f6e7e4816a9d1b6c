-- First steps of a new register that its office has set aside.
create table identity.first_step (
  step text primary key check (length(step) between 1 and 40),
  aside boolean not null,
  changed_by uuid not null references identity.person,
  changed_at timestamptz not null
);
