-- What a person already has of a module from elsewhere, if only the signature can be missing: every lesson is covered by records of the
-- current version that were not withdrawn and have not expired. The record to be signed is listed first. As on the board, a signature on
-- or after the date of a record counts for it. `until`: when the first lesson expires. Null: no record, or a lesson is missing. What was
-- passed in the player is signed there, with its check. It runs with the rights of its caller.
create or replace function training.elsewhere(who uuid, of_module text) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with held as (
    select c.id, c.source, c.lessons, c.passed_at, c.score, coalesce(c.valid_until, 'infinity') as until, (select max(a.acknowledged_at)
      from training.completion a
        where a.trainee_id = who and a.module_id = of_module and a.revoked_at is null and a.acknowledged_at >= c.passed_at) as signed_at
    from training.completion c join training.module m on m.id = c.module_id and m.version = c.module_version
    where c.trainee_id = who and c.module_id = of_module and m.acknowledged and c.revoked_at is null
    and (c.valid_until is null or c.valid_until >= current_date)),
  whole as (
    select min(l.until) as until
    from training.module m cross join unnest(m.lessons) x (lesson)
    cross join lateral (select max(h.until) as until from held h where h.lessons is null or x.lesson = any (h.lessons)) l
    where m.id = of_module having bool_and(l.until is not null))
  select jsonb_build_object('record', h.id, 'version', m.version, 'passedAt', h.passed_at, 'score', h.score, 'signedAt', h.signed_at,
    'until', nullif(w.until, 'infinity'))
  from whole w cross join held h join training.module m on m.id = of_module
  where h.source <> 'player'
  order by h.signed_at is not null, h.lessons is not null, h.passed_at desc, h.id limit 1
$$;
revoke all on function training.elsewhere(uuid, text) from public;
grant execute on function training.elsewhere(uuid, text) to manumit_app, manumit_guard;
