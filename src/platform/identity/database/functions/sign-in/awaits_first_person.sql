-- Whether nobody has signed up yet: until then only somebody listed for the policy office comes in this way, or nobody could ever run the
-- place.
create or replace function identity.awaits_first_person() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select not exists (select from identity.person where kind = 'person')
$$;
alter function identity.awaits_first_person() owner to manumit_guard;
revoke all on function identity.awaits_first_person() from public;
grant execute on function identity.awaits_first_person() to manumit_app;
