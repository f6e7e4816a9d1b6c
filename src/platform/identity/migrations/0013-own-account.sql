-- One's own account: where one is signed in, the password, and the way back for somebody who lost everything.

-- What a browser calls itself is kept only as a coarse family, so that a list of devices tells them apart and nothing more.
alter table identity.session
  add column browser text not null default 'other' check (browser in ('firefox', 'chrome', 'edge', 'safari', 'opera', 'other')),
  add column system text not null default 'other' check (system in ('windows', 'macos', 'linux', 'android', 'ios', 'other')),
  add column wrong_passwords int not null default 0;

create function identity.name_device(new_browser text, new_system text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.session set browser = new_browser, system = new_system where id = (identity.claims() ->> 'session')::uuid $$;

create function identity.own_devices() returns table (id uuid, created_at timestamptz, seen_at timestamptz, browser text, system text, current boolean) language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select s.id, s.created_at, s.seen_at, s.browser, s.system, s.id = (identity.claims() ->> 'session')::uuid from identity.session s
  where s.person_id = identity.person() and s.ended_at is null and s.ends_at > now() and s.seen_at > now() - interval '30 minutes' $$;

-- Ends one of one's own sessions, or with null every one but this. Answers how many.
create function identity.end_devices(one uuid) returns int language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified(); ended int;
begin
  update identity.session set ended_at = now() where person_id = (c ->> 'person')::uuid and ended_at is null and ends_at > now() and seen_at > now() - interval '30 minutes'
    and case when one is null then id <> (c ->> 'session')::uuid else id = one end;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- What one's own account looks like: when the password was set, which factors, how many recovery codes are left, whether a second factor is asked for.
create function identity.own_account() returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := (identity.verified() ->> 'person')::uuid;
begin
  if me is null then return null; end if;
  return jsonb_build_object(
    'passwordChangedAt', (select changed_at from identity.password where person_id = me),
    'totpSetAt', (select set_at from identity.totp where person_id = me),
    'recoveryCodes', (select count(*) from identity.recovery_code where person_id = me and used_at is null),
    'factors', to_jsonb(identity.factors_of(me)), 'required', identity.second_factor_required(), 'fresh', identity.fresh());
end $$;

create function identity.own_salt() returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select salt from identity.password where person_id = identity.person() $$;

-- A new password for the present one; every other session and every attempt under way ends.
create function identity.change_password(present bytea, new_salt bytea, derived bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := (identity.verified() ->> 'person')::uuid;
begin
  if not exists (select from identity.password where person_id = me and digest = sha256(present)) then return false; end if;
  perform identity.set_password(me, new_salt, derived);
  perform identity.end_devices(null);
  update identity.attempt set over_at = now() where person_id = me and over_at is null;
  return true;
end $$;

-- A wrong present password, told by the program beside the transaction that fails of it: the fifth ends the session, so that a desk left open is no place to guess.
create function identity.note_wrong_password(which uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.session set wrong_passwords = wrong_passwords + 1, ended_at = case when wrong_passwords + 1 >= 5 then now() end
    where id = which and ended_at is null $$;

-- Somebody lost everything: password, factors and sessions end, and a one-time link opens the account anew. It opens all the account holds, so it is given by the policy
-- office, or by whoever could give each of its roles; never to oneself.
create function identity.reset_account(who uuid, link uuid, token_hash bytea, days int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person();
begin
  if me is null or who = me or not identity.holds('{policy-office,platform-admin,party-admin}') then return false; end if;
  if not identity.holds('{policy-office}') and (not exists (select from identity.role_grant where person_id = who and ended_at is null)
    or exists (select from identity.role_grant where person_id = who and ended_at is null and not identity.could_give(role, party_id))) then return false; end if;
  perform from identity.person where id = who and kind = 'person' and disabled_at is null for update;
  if not found then return false; end if;
  delete from identity.password where person_id = who;
  perform identity.remove_factors(who);
  update identity.session set ended_at = now() where person_id = who and ended_at is null;
  update identity.attempt set over_at = now() where person_id = who and over_at is null;
  update identity.invitation set used_at = now() where person_id = who and used_at is null;
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at) values (link, 'invitation', who, token_hash, me, now() + make_interval(days => days));
  perform identity.forget_failures(who);
  return true;
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('name_device','own_devices','end_devices','own_account','own_salt','change_password','note_wrong_password','reset_account') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;
