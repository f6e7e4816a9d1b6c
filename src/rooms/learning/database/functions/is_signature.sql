-- A learner signs the text of the module, dated today or earlier: a signature dated in the future would count for everything passed until
-- then. What did not come from a check in the player can be signed only if it would otherwise count: passed before, in the current
-- version, and not expired.
create or replace function training.is_signature(
  of_module text, of_version int, of_source text, passed timestamptz, holds_until date, hash bytea, at_time timestamptz
) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from training.module m where m.id = of_module and hash = any (m.texts)
    and at_time < greatest(passed, now()) + interval '1 day'
    and (of_source = 'player' or (at_time >= passed and of_version = m.version and (holds_until is null or holds_until >= current_date))))
$$;
alter function training.is_signature(text, int, text, timestamptz, date, bytea, timestamptz) owner to manumit_guard;
revoke all on function training.is_signature(text, int, text, timestamptz, date, bytea, timestamptz) from public;
grant execute on function training.is_signature(text, int, text, timestamptz, date, bytea, timestamptz) to manumit_app;
