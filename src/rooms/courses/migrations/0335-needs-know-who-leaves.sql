-- The day somebody leaves stands at each of their needs too, as operation and unit do: what a board counts as missing is then read off one index, and not off
-- every person beside it. Whoever has left has no needs.
alter table training.need add leaves_on date;
-- An expression is no condition that row-level security lets an index serve (coalesce is not known to keep what it sees to itself); a bare column is.
drop index training.need_party, training.need_operation;
create index need_party on training.need (party_id, until);
create index need_operation on training.need (operation_id, until);
update training.need n set leaves_on = t.leaves_on from training.trainee t where t.id = n.trainee_id and t.leaves_on is not null;

create or replace function training.require(persons uuid[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  with asked as (
    select t.id, t.party_id, t.operation_id, t.unit_id, t.leaves_on, m.id as module_id, min(t.arrives_on + r.within) as due_on, array_agg(m.id) over (partition by t.id) as together
      from training.trainee t join parties.party p on p.id = t.party_id left join parties.party o on o.id = t.operation_id
      join training.rule r on (r.categories is null or t.category = any (r.categories)) and (r.roles is null or r.roles && t.roles)
        and (r.theatres is null or o.code = any (r.theatres)) and (r.nations is null or p.code = any (r.nations))
      cross join unnest(r.modules) m (id)
      where t.id = any (persons) and t.left_at is null group by t.id, m.id),
  wanted as (
    select a.* from asked a where not exists (select from training.replacement x where x.replaces = a.module_id and x.module_id = any (a.together))),
  gone as (
    delete from training.need n where n.trainee_id = any (persons)
      and not exists (select from wanted w where w.id = n.trainee_id and w.module_id = n.module_id))
  insert into training.need (trainee_id, module_id, party_id, operation_id, unit_id, leaves_on, due_on)
    select w.id, w.module_id, w.party_id, w.operation_id, w.unit_id, w.leaves_on, w.due_on from wanted w
    on conflict (trainee_id, module_id) do update set operation_id = excluded.operation_id, unit_id = excluded.unit_id, leaves_on = excluded.leaves_on, due_on = excluded.due_on;
end $$;
