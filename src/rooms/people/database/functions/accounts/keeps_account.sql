-- A link opens an account with all it holds and all it did. Whoever could give a role made an account without any theirs by giving one, and
-- then took it over: a nation's administrator that of somebody another nation had just invited. So only who opened the account, or who
-- answers for somebody whom another gave a role there, keeps it; and an account that ever held a role beyond theirs is not theirs to open.
create or replace function identity.keeps_account(who uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person();
begin
  if identity.holds('{policy-office}') then return true; end if;
  return not exists (select from identity.role_grant where person_id = who and not identity.could_give(role, party_id))
    and (exists (select from identity.invitation where person_id = who and created_by = me)
      or exists (select from identity.role_grant where person_id = who and ended_at is null and granted_by is distinct from me));
end
$$;
alter function identity.keeps_account(uuid) owner to manumit_guard;
revoke all on function identity.keeps_account(uuid) from public;
