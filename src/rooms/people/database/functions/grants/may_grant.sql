-- Whether this subject may give a role at a party. An auditor reads the ledger of all parties and a reviewer judges the party, so a party
-- cannot appoint either.
create or replace function identity.may_grant(new_role text, party uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select identity.holds(identity.group('office'))
    or (new_role <> all (identity.group('given-by-office')) and party is not null
    and party = any (identity.parties(identity.group('party-admins'))))
    or (new_role = any (identity.group('party-admins')) and identity.holds(identity.group('platform-admins')))
$$;
alter function identity.may_grant(text, uuid) owner to manumit_guard;
revoke all on function identity.may_grant(text, uuid) from public;
grant execute on function identity.may_grant(text, uuid) to manumit_app;
