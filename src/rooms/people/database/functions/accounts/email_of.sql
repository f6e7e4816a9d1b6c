-- The address of a person, for that person, for those who read every account, and for administrators of a party where the person holds
-- a role or whom they invited. Null for anybody else: an address is contact data that colleagues need not see.
create or replace function identity.email_of(who uuid) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select email from identity.person where id = who and (who = identity.person() or identity.holds(identity.group('account-readers'))
    or (identity.holds(identity.group('party-admins')) and (
      exists (select from identity.role_grant where person_id = who and ended_at is null
        and party_id = any (identity.parties(identity.group('party-admins'))))
      or exists (select from identity.invitation where person_id = who and created_by = identity.person()))))
$$;
alter function identity.email_of(uuid) owner to manumit_guard;
revoke all on function identity.email_of(uuid) from public;
grant execute on function identity.email_of(uuid) to manumit_app;
