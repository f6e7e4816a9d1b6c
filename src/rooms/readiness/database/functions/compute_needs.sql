-- Makes the needs of these persons equal to the modules the curriculum requires of them. A module that a rule requires for a role is not
-- replaced by another.
create or replace function training.compute_needs(persons uuid[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  with asked as (
    select t.id, t.party_id, t.operation_id, t.unit_id, t.leaves_on, m.id as module_id, min(t.arrives_on + r.within) as due_on,
        case when min(r.within) > 0 then min(t.arrives_on + r.within) end as grace_until,
          array_agg(m.id) over (partition by t.id) as together, bool_or(r.roles is not null) as by_role
      from training.trainee t join parties.party p on p.id = t.party_id left join parties.party o on o.id = t.operation_id
      join training.rule r on (r.categories is null or t.category = any (r.categories)) and (r.roles is null or r.roles && t.roles)
        and (r.theatres is null or o.code = any (r.theatres)) and (r.nations is null or p.code = any (r.nations))
      cross join unnest(r.modules) m (id)
      where t.id = any (persons) and t.left_at is null group by t.id, m.id),
  wanted as (
    select a.* from asked a where a.by_role or not exists (select from training.replacement x where x.replaces = a.module_id
      and x.module_id = any (a.together))),
  gone as (
    delete from training.need n where n.trainee_id = any (persons)
      and not exists (select from wanted w where w.id = n.trainee_id and w.module_id = n.module_id))
  insert into training.need (trainee_id, module_id, party_id, operation_id, unit_id, leaves_on, due_on, grace_until)
    select w.id, w.module_id, w.party_id, w.operation_id, w.unit_id, w.leaves_on, w.due_on, w.grace_until from wanted w
    on conflict (trainee_id, module_id) do update set operation_id = excluded.operation_id, unit_id = excluded.unit_id,
      leaves_on = excluded.leaves_on,
      due_on = excluded.due_on, grace_until = excluded.grace_until;
end
$$;
alter function training.compute_needs(uuid[]) owner to manumit_guard;
revoke all on function training.compute_needs(uuid[]) from public;
grant execute on function training.compute_needs(uuid[]) to manumit_schema;
