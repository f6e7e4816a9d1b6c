-- Passkeys: both factors in one. PostgreSQL cannot check their signatures, so the program does and vouches for what it saw (docs/decisions/012).
create table identity.passkey (
  id uuid primary key,
  person_id uuid not null references identity.person,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  -- Since when it is known that there is a copy: an authenticator counts up, and this one's counter went back.
  copied_at timestamptz
);
create index passkey_person on identity.passkey (person_id);

-- Challenges and attempts are signed by the program and kept nowhere; what was used is kept here until it has long run out, so that it works once.
create table identity.spent (hash bytea primary key, at timestamptz not null default now());
create index spent_at on identity.spent (at);

do $$ declare t text; begin
  foreach t in array array['passkey','spent'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on identity.%I to manumit_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;

-- What the program vouched for under this name, or null.
create function identity.vouched_for(act text, said text, voucher bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin return case when identity.vouched(act || ' ' || said, voucher) then said::jsonb end; end $$;

-- True the first time. No challenge or attempt lives for an hour.
create function identity.spend(hash bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from identity.spent s where s.at < now() - interval '1 hour';
  insert into identity.spent (hash) values (spend.hash) on conflict do nothing;
  return found;
end $$;

-- What a signature is checked with. Whoever asks must know the credential's id, and learns nothing of whose it is.
create function identity.passkey_of(credential bytea) returns table (public_key bytea, counter bigint) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.public_key, k.counter from identity.passkey k join identity.person p on p.id = k.person_id where k.credential_id = credential and p.disabled_at is null $$;

-- The credentials of an address, for keys that keep no account of their own. An address without any gets a steady made-up one, so that nothing tells which exist.
create function identity.credentials_of(address text) returns table (credential_id bytea, transports text[]) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select k.credential_id, k.transports from identity.passkey k join identity.person p on p.id = k.person_id
    where p.email = lower(address) and p.disabled_at is null order by k.created_at limit 20;
  if not found then return query select sha256(s.key || convert_to('passkey ' || lower(address), 'UTF8')), '{internal,hybrid}'::text[] from identity.secret s; end if;
end $$;

create function identity.own_passkeys() returns table (id uuid, name text, created_at timestamptz, used_at timestamptz, copied_at timestamptz, credential_id bytea, transports text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.id, k.name, k.created_at, k.used_at, k.copied_at, k.credential_id, k.transports from identity.passkey k where k.person_id = identity.person() order by k.created_at $$;

-- Keeps a passkey whose registration the program has checked, for the person it was made for.
create function identity.keep_passkey(who uuid, v jsonb) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into identity.passkey (id, person_id, credential_id, public_key, counter, transports, name)
    values ((v ->> 'passkey')::uuid, who, decode(v ->> 'credential', 'hex'), decode(v ->> 'publicKey', 'hex'), (v ->> 'counter')::bigint,
      array(select jsonb_array_elements_text(v -> 'transports')), v ->> 'name') $$;

-- Adds one to the account of whoever is signed in and was so lately. Somebody who comes in by single sign-on has none: their provider says who may come in.
create function identity.add_passkey(said text, voucher bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/add-passkey', said, voucher); me uuid := identity.person();
begin
  if v is null or me is null or (v ->> 'person')::uuid is distinct from me then return 'refused'; end if;
  if not identity.fresh() then return 'not-fresh'; end if;
  if exists (select from identity.single_sign_on s where s.person_id = me) then return 'provider-decides'; end if;
  if (select count(*) from identity.passkey where person_id = me) >= 20 then return 'too-many'; end if;
  if not identity.spend(decode(v ->> 'challenge', 'hex')) then return 'refused'; end if;
  perform identity.keep_passkey(me, v);
  return 'added';
end $$;

-- The first one of somebody whose attempt waits for a second factor to be set up; they are in with it.
create function identity.enter_by_passkey_set_up(attempt text, said text, voucher bytea, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'set-up'); v jsonb := identity.vouched_for('people/add-passkey', said, voucher);
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null or v is null or (v ->> 'person')::uuid is distinct from a.person_id or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  perform identity.keep_passkey(a.person_id, v);
  return identity.finish_attempt(a, token_hash, session);
end $$;

-- Takes one away, unless it is the last way in, or the last second factor of an account that must have one. Answers what came of it.
create function identity.remove_passkey(which uuid) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := identity.person();
begin
  if me is null or not exists (select from identity.passkey where id = which and person_id = me) then return 'none'; end if;
  if not identity.fresh() then return 'not-fresh'; end if;
  -- One after the other, so that two do not take each the other's last.
  perform from identity.person where id = me for update;
  if not exists (select from identity.passkey where person_id = me and id <> which) and (
    not exists (select from identity.password where person_id = me)
    or (identity.second_factor_required() and not exists (select from identity.totp where person_id = me))) then return 'last'; end if;
  delete from identity.passkey where id = which and person_id = me;
  if cardinality(array_remove(identity.factors_of(me), 'recovery-code')) = 0 then delete from identity.recovery_code where person_id = me; end if;
  return 'removed';
end $$;

-- Signs somebody in. The counter is compared and set in one statement: two signatures of one authenticator and its copy cannot both pass.
create function identity.enter_by_passkey(said text, voucher bytea, session uuid, token_hash bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/enter-by-passkey', said, voucher); who uuid;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.passkey k set counter = (v ->> 'counter')::bigint, used_at = now() where k.credential_id = decode(v ->> 'credential', 'hex')
    and ((v ->> 'counter')::bigint > k.counter or ((v ->> 'counter')::bigint = 0 and k.counter = 0)) returning k.person_id into who;
  if who is null then return null; end if;
  return identity.new_session(who, session, token_hash);
end $$;

-- Notes that a passkey's counter went back: its person sees it in the list of their passkeys.
create function identity.note_copied_passkey(said text, voucher bytea) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/note-copied-passkey', said, voucher); noted uuid;
begin
  if v is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.passkey k set copied_at = coalesce(k.copied_at, now()) where k.credential_id = decode(v ->> 'credential', 'hex')
    and k.counter >= (v ->> 'counter')::bigint and k.counter > 0 returning k.id into noted;
  return noted;
end $$;

-- The first person, and somebody invited, with a passkey where others choose a password.
create function identity.set_up_by_passkey(said text, voucher bytea, token text, full_name text, address text, lang text, grant_id uuid, headquarters uuid, session uuid, token_hash bytea)
  returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/sign-up-by-passkey', said, voucher); who uuid := (v ->> 'person')::uuid;
begin
  perform set_config('manumit.claims', '', true);
  if who is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'set-up' and used_at is null;
  if not found then return null; end if;
  insert into identity.person (id, name, email, language) values (who, full_name, lower(address), lang);
  insert into identity.role_grant (id, person_id, role, party_id, granted_by) values (grant_id, who, 'policy-office', headquarters, who);
  perform identity.keep_passkey(who, v);
  return identity.new_session(who, session, token_hash);
end $$;

create function identity.enter_by_invitation_with_passkey(said text, voucher bytea, token text, full_name text, lang text, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare v jsonb := identity.vouched_for('people/sign-up-by-passkey', said, voucher); who uuid;
begin
  perform set_config('manumit.claims', '', true);
  if v is null or not identity.spend(decode(v ->> 'challenge', 'hex')) then return null; end if;
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'invitation' and used_at is null
    and ends_at > now() and person_id = (v ->> 'person')::uuid returning person_id into who;
  if who is null then return null; end if;
  update identity.person set name = full_name, language = lang where id = who and disabled_at is null;
  if not found then return null; end if;
  perform identity.keep_passkey(who, v);
  return identity.new_session(who, session, token_hash);
end $$;

-- Whose account a one-time link opens: a passkey is made for this number. Null for the first person, who has none yet.
create function identity.person_of_link(token text) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select person_id from identity.invitation where token_hash = sha256(convert_to(token, 'UTF8')) and used_at is null and (ends_at is null or ends_at > now()) $$;

-- A passkey is a second factor too; recovery codes stand in for one, alone they are none.
create or replace function identity.factors_of(who uuid) returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when cardinality(f.set) > 0 and exists (select from identity.recovery_code where person_id = who and used_at is null) then f.set || 'recovery-code'::text else f.set end
  from (select array(select 'totp' from identity.totp where person_id = who union all select * from (select 'passkey' from identity.passkey where person_id = who limit 1) k) as set) f $$;

create or replace function identity.remove_factors(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from identity.totp where person_id = who;
  delete from identity.passkey where person_id = who;
  delete from identity.recovery_code where person_id = who $$;

-- An account without a password is not an account nobody has used: a fresh link would open it past its passkey or its provider.
create function identity.refuse_second_door() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from identity.passkey where person_id = new.person_id) or exists (select from identity.single_sign_on where person_id = new.person_id) then
    raise exception 'this account is in use' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger refuse_second_door before insert on identity.invitation for each row when (new.person_id is not null) execute function identity.refuse_second_door();

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('vouched_for','spend','passkey_of','credentials_of','own_passkeys','keep_passkey','add_passkey','enter_by_passkey_set_up','remove_passkey','enter_by_passkey',
       'note_copied_passkey','set_up_by_passkey','enter_by_invitation_with_passkey','person_of_link','refuse_second_door') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.passkey_of(bytea), identity.credentials_of(text), identity.own_passkeys(), identity.add_passkey(text, bytea),
  identity.enter_by_passkey_set_up(text, text, bytea, uuid, bytea), identity.remove_passkey(uuid), identity.enter_by_passkey(text, bytea, uuid, bytea),
  identity.note_copied_passkey(text, bytea), identity.set_up_by_passkey(text, bytea, text, text, text, text, uuid, uuid, uuid, bytea),
  identity.enter_by_invitation_with_passkey(text, bytea, text, text, text, uuid, bytea), identity.person_of_link(text) to manumit_app;
