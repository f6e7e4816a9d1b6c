-- Whether no account has signed up yet. Until then only users listed for the policy office may use single sign-on: otherwise the
-- installation could be left without one.
create or replace function identity.awaits_first_person() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select not exists (select from identity.person where kind = 'person')
$$;
alter function identity.awaits_first_person() owner to manumit_guard;
revoke all on function identity.awaits_first_person() from public;
grant execute on function identity.awaits_first_person() to manumit_app;
