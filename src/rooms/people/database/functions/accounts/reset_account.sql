-- Resets an account that lost every factor: password, factors and sessions end, and a one-time link opens the account again. The link
-- gives everything the account holds, so it is issued by the policy office, or by someone who could grant each of its roles; never for
-- oneself. Returns null where it is refused, otherwise what opens the account again: the link, or its provider of single sign-on.
create or replace function identity.reset_account(who uuid, link uuid, token_hash bytea, days int) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person(); was_opened boolean;
begin
  if me is null or who = me or not identity.holds(identity.group('account-managers')) then return null; end if;
  perform from identity.person where id = who and kind = 'person' and disabled_at is null for update;
  if not found then return null; end if;
  if not identity.may_manage_account(who) then return null; end if;
  was_opened := exists (select from identity.password where person_id = who) or exists (select from identity.passkey where person_id = who)
    or exists (select from identity.session where person_id = who);
  delete from identity.password where person_id = who;
  perform identity.remove_factors(who);
  update identity.session set ended_at = now() where person_id = who and ended_at is null;
  update identity.attempt set finished_at = now() where person_id = who and finished_at is null;
  -- The provider of single sign-on still signs this person in; a link would bypass it.
  if exists (select from identity.single_sign_on where person_id = who) then return 'provider'; end if;
  update identity.person set reset_at = now(), opened_before_reset = opened_before_reset or was_opened where id = who;
  update identity.invitation set used_at = now() where person_id = who and used_at is null;
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at)
    values (link, 'invitation', who, token_hash, me, now() + make_interval(days => days));
  return 'link';
end
$$;
alter function identity.reset_account(uuid, uuid, bytea, int) owner to manumit_guard;
revoke all on function identity.reset_account(uuid, uuid, bytea, int) from public;
grant execute on function identity.reset_account(uuid, uuid, bytea, int) to manumit_app;
