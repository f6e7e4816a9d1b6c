-- Knowledge before and after, by rotation and module: of people who answered both, the mean share of right answers before they began, and
-- in their first final check, passed or not. For those who train or lead at the scope, and headquarters. Groups of fewer than five people
-- are not shown. The number counts people, not answers: a person who answered before two versions of a module counts once, with the mean
-- of both shares. There is no sum.
create or replace function training.knowledge(
  scope uuid, smallest int
) returns table (party uuid, rotation uuid, module text, persons int, before int, after int)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select g.party_id, g.rotation_id, g.module_id, case when g.n >= greatest(smallest, 5) then g.n end,
    case when g.n >= greatest(smallest, 5) then round(g.before)::int end, case when g.n >= greatest(smallest, 5)
      then round(g.after)::int end
  from (
    select o.party_id, o.rotation_id, o.module_id, count(*)::int as n, avg(o.before) as before, avg(o.after) as after
    from (
      select t.party_id, t.rotation_id, f.module_id, f.trainee_id, avg(f.score) as before, avg(a.score) as after
      from training.first_look f join training.trainee t on t.id = f.trainee_id
        cross join lateral (select f.sheet_score as score where f.sheet is not null
          union all (select k.score from training.attempt k where f.sheet is null and k.trainee_id = f.trainee_id
            and k.module_id = f.module_id
            and k.module_version = f.module_version and k.received_at is not null order by k.drawn_at limit 1)) a
      where scope in (t.party_id, t.operation_id)
        and ((select identity.holds(identity.group('office')))
          or scope = any ((select identity.parties(identity.group('training-managers')))::uuid[]))
      group by 1, 2, 3, 4) o
    group by 1, 2, 3) g
$$;
alter function training.knowledge(uuid, int) owner to manumit_guard;
revoke all on function training.knowledge(uuid, int) from public;
grant execute on function training.knowledge(uuid, int) to manumit_app;
