-- A link opens an account with everything it holds and did. Anyone who could give a role at a party was once allowed to issue a link, so
-- they could give a role to an account without any and take it over: a nation's administrator could take the account of a person another
-- nation had just invited. So a caller may issue a link only if they created the account, or another person gave it a role that still
-- runs; and they must be able to give every role the account ever held.
create or replace function identity.may_manage_account(who uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person();
begin
  if identity.holds(identity.group('office')) then return true; end if;
  return not exists (select from identity.role_grant where person_id = who and not identity.may_grant(role, party_id))
    and (exists (select from identity.invitation where person_id = who and created_by = me)
      or exists (select from identity.role_grant where person_id = who and ended_at is null and granted_by is distinct from me));
end
$$;
alter function identity.may_manage_account(uuid) owner to manumit_guard;
revoke all on function identity.may_manage_account(uuid) from public;
