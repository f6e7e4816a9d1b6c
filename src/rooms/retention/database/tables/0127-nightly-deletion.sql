-- The nightly deletion was one statement under the time limit of a statement: 40,000 reports were enough that it never succeeded again. It
-- runs in portions now, and each night leaves a row that says when it ended and what failed.
drop function if exists retention.expire(jsonb, timestamptz);

create table retention.deletion (
  id uuid primary key,
  ended_at timestamptz not null,
  failed text[] not null,
  recorded_by uuid not null references identity.person
);
