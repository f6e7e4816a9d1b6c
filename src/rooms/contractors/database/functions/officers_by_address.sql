-- The people who keep the contracts of a party on a day, by these mail addresses, for those who keep them too: a table of contracts names
-- an officer by an address that its reader may not see. It confirms what the caller wrote, and returns nothing of anybody else.
create or replace function contractors.officers_by_address(party uuid, addresses text[], day date) returns table (address text, person uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.email, p.id from identity.person p
  where p.email = any (addresses) and p.disabled_at is null and party = any (identity.parties(identity.group('contract-managers')))
    and exists (select from identity.role_grant g where g.person_id = p.id and g.party_id = party
      and g.role = any (identity.group('contract-managers')) and g.ended_at is null
      and g.valid_from <= day and (g.valid_to is null or g.valid_to >= day))
$$;
alter function contractors.officers_by_address(uuid, text[], date) owner to manumit_guard;
revoke all on function contractors.officers_by_address(uuid, text[], date) from public;
grant execute on function contractors.officers_by_address(uuid, text[], date) to manumit_app;
