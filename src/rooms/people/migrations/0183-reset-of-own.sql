-- A link opens an account with all it holds and all it did. Whoever could give a role made an account without any theirs by giving one, and then took it
-- over: a nation's administrator that of somebody another nation had just invited. So only who opened the account, or who answers for somebody whom
-- another gave a role there, keeps it; and an account that ever held a role beyond theirs is not theirs to open.
create function identity.keeps_account(who uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person();
begin
  if identity.holds('{policy-office}') then return true; end if;
  return not exists (select from identity.role_grant where person_id = who and not identity.could_give(role, party_id))
    and (exists (select from identity.invitation where person_id = who and created_by = me)
      or exists (select from identity.role_grant where person_id = who and ended_at is null and granted_by is distinct from me));
end $$;
alter function identity.keeps_account(uuid) owner to manumit_guard;
revoke all on function identity.keeps_account(uuid) from public;

create or replace function identity.reset_account(who uuid, link uuid, token_hash bytea, days int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person();
begin
  if me is null or who = me or not identity.holds('{policy-office,platform-admin,party-admin}') then return false; end if;
  perform from identity.person where id = who and kind = 'person' and disabled_at is null for update;
  if not found then return false; end if;
  if not identity.keeps_account(who) then return false; end if;
  delete from identity.password where person_id = who;
  perform identity.remove_factors(who);
  update identity.session set ended_at = now() where person_id = who and ended_at is null;
  update identity.attempt set over_at = now() where person_id = who and over_at is null;
  update identity.invitation set used_at = now() where person_id = who and used_at is null;
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at) values (link, 'invitation', who, token_hash, me, now() + make_interval(days => days));
  perform identity.forget_failures(who);
  return true;
end $$;

create or replace function identity.invite_again(who uuid, link uuid, token_hash bytea, days int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.holds('{policy-office,platform-admin,party-admin}') or exists (select from identity.password where person_id = who) then return false; end if;
  if not identity.holds('{policy-office}')
    and not (identity.keeps_account(who) and exists (select from identity.invitation where person_id = who and created_by = identity.person())) then return false; end if;
  update identity.invitation set used_at = now() where person_id = who and used_at is null;
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at) values (link, 'invitation', who, token_hash, identity.person(), now() + make_interval(days => days));
  return true;
end $$;
