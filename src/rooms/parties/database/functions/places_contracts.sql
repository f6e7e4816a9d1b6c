-- Whether this subject places contracts: a contracting officer of any party except a firm. A contracting officer of a firm represents that
-- firm and sees no other.
create or replace function parties.places_contracts() returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (select from parties.party where id = any (identity.parties(identity.group('contract-managers'))) and kind <> 'contractor');
end
$$;
alter function parties.places_contracts() owner to manumit_guard;
revoke all on function parties.places_contracts() from public;
grant execute on function parties.places_contracts() to manumit_app;
