-- How many people of each unit have an access slip of these classes. Those who lead see these counts, and not the slips.
create or replace function training.slips_by_unit(classes uuid[]) returns table (class_id uuid, unit_id uuid, slips int)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare own uuid[] := identity.parties(identity.group('training-managers'));
begin
  return query
    select s.class_id, t.unit_id, count(*)::int from training.access_slip s join training.trainee t on t.id = s.trainee_id
      where s.class_id = any (classes) and s.party_id = any (own) group by 1, 2;
end
$$;
alter function training.slips_by_unit(uuid[]) owner to manumit_guard;
revoke all on function training.slips_by_unit(uuid[]) from public;
grant execute on function training.slips_by_unit(uuid[]) to manumit_app;
