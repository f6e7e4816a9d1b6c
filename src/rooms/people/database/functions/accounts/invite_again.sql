-- A new one-time link for a person who lost the first; the old one stops working. The link opens the account with everything it holds, so
-- it is issued by the policy office, or by the person who created the account and could give each of its roles. Returns null where it is
-- refused, 'reset' for an account that was reset, otherwise 'new'. The table refuses a link for an account that is open. It does so after
-- these checks, so that nobody who may not issue a link learns whether an account is open.
create or replace function identity.invite_again(who uuid, link uuid, token_hash bytea, days int) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.holds(identity.group('account-managers')) then return null; end if;
  -- A link opens no closed account. One for the installation's own account would open everything.
  perform from identity.person where id = who and kind = 'person' and disabled_at is null;
  if not found then return null; end if;
  if not identity.holds(identity.group('office'))
    and not (identity.may_manage_account(who) and exists (select from identity.invitation where person_id = who
    and created_by = identity.person())) then return null; end if;
  update identity.invitation set used_at = now() where person_id = who and used_at is null;
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at)
    values (link, 'invitation', who, token_hash, identity.person(), now() + make_interval(days => days));
  return (select case when p.reset_at is null then 'new' else 'reset' end from identity.person p where p.id = who);
end
$$;
alter function identity.invite_again(uuid, uuid, bytea, int) owner to manumit_guard;
revoke all on function identity.invite_again(uuid, uuid, bytea, int) from public;
grant execute on function identity.invite_again(uuid, uuid, bytea, int) to manumit_app;
