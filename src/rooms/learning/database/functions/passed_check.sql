-- A learner may record only a check they passed, for the lessons it covered and for as long as the module is valid. They sign it once and
-- change nothing else.
create or replace function training.passed_check(
  source text, of_module text, of_version int, of_lessons text[], of_score int, at_time timestamptz, holds_until date
) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from training.attempt a join training.module m on m.id = a.module_id
    where a.trainee_id = (select training.own_trainee()) and a.id::text = source and a.module_id = of_module
    and a.module_version = of_version and a.passed
      and a.lessons is not distinct from of_lessons and a.score = of_score and a.answered_at = at_time
      and (m.valid_months is null or holds_until <= (at_time at time zone 'UTC' + make_interval(months => m.valid_months))::date + 1))
$$;
alter function training.passed_check(text, text, int, text[], int, timestamptz, date) owner to manumit_guard;
revoke all on function training.passed_check(text, text, int, text[], int, timestamptz, date) from public;
grant execute on function training.passed_check(text, text, int, text[], int, timestamptz, date) to manumit_app;
