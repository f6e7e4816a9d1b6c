-- Counts a wrong code against the attempt and against the address. Only a caller who gave the password gets here; recovery codes and
-- passkeys stay open to the right person.
create or replace function identity.record_wrong_code(attempt text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt := identity.lock_attempt(attempt, 'second-factor');
begin
  if a.id is not null then perform identity.fail_attempt(a); end if;
end
$$;
alter function identity.record_wrong_code(text) owner to manumit_guard;
revoke all on function identity.record_wrong_code(text) from public;
grant execute on function identity.record_wrong_code(text) to manumit_app;
