-- The nightly deletion was one statement under the time limit of a statement (30 s). Its cost grew faster than the reports: 10,000 took
-- 2.6 s and 20,000 took 16.6 s, so a flood of them could stop it for good. It runs in portions now, and each night leaves a row that says
-- when it ended and what failed.
drop function if exists retention.expire(jsonb, timestamptz);

create table retention.deletion (
  id uuid primary key,
  ended_at timestamptz not null,
  failed text[] not null,
  recorded_by uuid not null references identity.person
);
