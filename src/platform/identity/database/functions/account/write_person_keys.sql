-- Keeps the keys under which a person is found in step with the name.
create or replace function identity.write_person_keys() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then delete from identity.person_key where person_id = new.id; end if;
  insert into identity.person_key (edits, key, person_id) select k.edits, k.key, new.id from platform.search_keys(new.name) k;
  return null;
end
$$;
alter function identity.write_person_keys() owner to manumit_guard;
revoke all on function identity.write_person_keys() from public;
