-- Who people are, what they may do, and how a session becomes claims that the application role cannot forge.
create schema identity;
create schema ledger;
grant usage on schema identity, ledger, platform to manumit_app, manumit_guard;
grant create on schema identity, ledger, platform to manumit_guard;

-- The key that signs claims. Only the guard's functions read it.
create table identity.secret (id int primary key default 1 check (id = 1), key bytea not null);
insert into identity.secret (key) values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8')));

create table identity.person (
  id uuid primary key,
  kind text not null default 'person' check (kind in ('person', 'installation')),
  name text not null check (length(name) between 1 and 200),
  email text unique check (email = lower(email)),
  language text not null default 'en' check (language in ('en', 'fr')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

-- The digest is SHA-256 over the Argon2id output: what the application sends is compared here, and no hash ever leaves the database.
create table identity.password (
  person_id uuid primary key references identity.person,
  salt bytea not null,
  digest bytea not null,
  failures int not null default 0,
  locked_until timestamptz,
  changed_at timestamptz not null default now()
);

create table identity.session (
  id uuid primary key,
  person_id uuid not null references identity.person,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ended_at timestamptz
);
create index session_person on identity.session (person_id) where ended_at is null;

-- A grant: what a person may do, for which party, unit or operation, up to which label, from and to which day.
create table identity.role_grant (
  id uuid primary key,
  person_id uuid not null references identity.person,
  role text not null check (role in ('policy-office','reviewer','focal-point','commander','training-officer','case-officer','investigator',
    'legal-adviser','contracting-officer','partner-contact','auditor','party-admin','platform-admin')),
  party_id uuid,
  unit_id uuid,
  operation_id uuid,
  label text not null default 'unclassified',
  valid_from date not null default current_date,
  valid_to date,
  granted_by uuid references identity.person,
  granted_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid references identity.person,
  check (valid_to is null or valid_to >= valid_from)
);
create index role_grant_person on identity.role_grant (person_id) where ended_at is null;
create index role_grant_office on identity.role_grant (person_id) where role = 'policy-office';
create index role_grant_party on identity.role_grant (party_id) where ended_at is null;

-- A one-time link: for the first person (set-up) or for somebody invited. Only its hash is kept.
create table identity.invitation (
  id uuid primary key,
  purpose text not null check (purpose in ('set-up', 'invitation')),
  person_id uuid references identity.person,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  created_by uuid references identity.person,
  ends_at timestamptz,
  used_at timestamptz,
  check (purpose = 'set-up' or person_id is not null)
);

do $$ declare t text; begin
  foreach t in array array['secret','person','password','session','role_grant','invitation'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on identity.%I to manumit_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;

-- Claims ---------------------------------------------------------------------------------------------------------------------------

-- Signs a text for this backend and this transaction only: a copy of it is worth nothing anywhere else.
create function identity.sign(claims text) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(key || sha256(key || convert_to(claims || '|' || pg_backend_pid() || '|' || extract(epoch from now())::text, 'UTF8'))), 'hex')
  from identity.secret $$;

-- The claims of this transaction, or null where none were opened or the setting was forged. The signature is worked out here a second time,
-- not through identity.sign: this runs for every statement, and a call costs more than the hash.
create function identity.claims() returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare setting text := current_setting('manumit.claims', true); k bytea;
begin
  if setting is null or length(setting) < 65 then return null; end if;
  select key into k from identity.secret;
  if left(setting, 64) is distinct from encode(sha256(k || sha256(k || convert_to(substr(setting, 65) || '|' || pg_backend_pid() || '|' || extract(epoch from now())::text, 'UTF8'))), 'hex')
    then return null; end if;
  return substr(setting, 65)::jsonb;
end $$;

-- Puts the claims of a person into this transaction. Reached only through the functions below.
create function identity.admit(who uuid, session uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare claims jsonb; sole boolean; about record;
begin
  select kind, name, language into about from identity.person where id = who and disabled_at is null;
  if not found then return null; end if;
  -- One-person mode: this person holds headquarters' policy office and no second person ever has. It does not come back when the second one
  -- leaves: else either of two would gain every right by ending the other's grant.
  select bool_or(g.person_id = who and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date)) and bool_and(g.person_id = who) into sole
    from identity.role_grant g join identity.person p on p.id = g.person_id
    where g.role = 'policy-office' and p.kind = 'person' and g.valid_from <= current_date;
  select jsonb_build_object('person', who, 'kind', about.kind, 'name', about.name, 'session', session, 'language', about.language, 'sole', coalesce(sole, false),
      'grants', coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'party', g.party_id, 'unit', g.unit_id, 'operation', g.operation_id,
        'label', g.label)) filter (where g.id is not null), '[]'::jsonb)) into claims
    from (select * from identity.role_grant where person_id = who and ended_at is null
      and valid_from <= current_date and (valid_to is null or valid_to >= current_date)) g;
  perform set_config('manumit.claims', identity.sign(claims::text) || claims::text, true);
  return claims;
end $$;

-- Turns a session token into the claims of this transaction; null and no claims where the session is unknown, idle for 30 minutes, over or ended.
create function identity.open(token text) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare s record;
begin
  perform set_config('manumit.claims', '', true);
  select id, person_id into s from identity.session
    where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null and ends_at > now() and seen_at > now() - interval '30 minutes';
  if not found then return null; end if;
  return identity.admit(s.person_id, s.id);
end $$;

-- Notes that a session was used; asked for at most once a minute, so that reads stay reads.
create function identity.touch(token text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.session set seen_at = now() where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null and ends_at > now()
    and seen_at > now() - interval '30 minutes' $$;

create function identity.person() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (identity.claims() ->> 'person')::uuid; end $$;

create function identity.operator() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return coalesce(identity.claims() ->> 'kind' = 'installation', false); end $$;

-- Holds one of these roles anywhere. In one-person mode, and for the installation itself, every content role is held.
create function identity.holds(roles text[]) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.claims();
begin
  if c is null then return false; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return true; end if;
  return exists (select from jsonb_array_elements(c -> 'grants') g where g ->> 'role' = any (roles));
end $$;

-- The parties where one of these roles is held; every party in one-person mode and for the installation. Never null: nothing held is an empty set.
create function identity.parties(roles text[]) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.claims();
begin
  if c is null then return '{}'; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return array(select id from parties.party); end if;
  return array(select (g ->> 'party')::uuid from jsonb_array_elements(c -> 'grants') g where g ->> 'role' = any (roles) and g ->> 'party' is not null);
end $$;

-- Entrances: how somebody without a session gets one --------------------------------------------------------------------------------

-- The salt to derive a password with. An unknown address gets a steady made-up one, so that nothing tells which addresses exist.
create function identity.salt_of(address text) returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select w.salt from identity.password w join identity.person p on p.id = w.person_id where p.email = lower(address)),
    (select substr(sha256(key || convert_to(lower(address), 'UTF8')), 1, 16) from identity.secret)) $$;

create function identity.new_session(who uuid, session uuid, token_hash bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into identity.session (id, person_id, token_hash, ends_at) values (session, who, token_hash, now() + interval '12 hours');
  return identity.admit(who, session);
end $$;

-- Checks what Argon2id gave against the stored digest. Ten failures in a row close the account to guesses for fifteen minutes.
create function identity.sign_in(address text, derived bytea, session uuid, token_hash bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare w record;
begin
  perform set_config('manumit.claims', '', true);
  select pw.* into w from identity.password pw join identity.person p on p.id = pw.person_id
    where p.email = lower(address) and p.disabled_at is null for update of pw;
  if not found or w.locked_until > now() then return null; end if;
  if w.digest is distinct from sha256(derived) then
    update identity.password set failures = w.failures + 1,
      locked_until = case when w.failures + 1 >= 10 then now() + interval '15 minutes' end where person_id = w.person_id;
    return null;
  end if;
  update identity.password set failures = 0, locked_until = null where person_id = w.person_id;
  return identity.new_session(w.person_id, session, token_hash);
end $$;

create function identity.set_password(who uuid, new_salt bytea, derived bytea) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into identity.password (person_id, salt, digest) values (who, new_salt, sha256(derived))
  on conflict (person_id) do update set salt = excluded.salt, digest = excluded.digest, failures = 0, locked_until = null, changed_at = now() $$;

-- What a one-time link is for, while it is open. The address of an invited person is shown to whoever holds the link.
create function identity.look_at_link(token text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('purpose', i.purpose, 'name', p.name, 'email', p.email, 'language', p.language) from identity.invitation i left join identity.person p on p.id = i.person_id
  where i.token_hash = sha256(convert_to(token, 'UTF8')) and i.used_at is null and (i.ends_at is null or i.ends_at > now()) $$;

-- The first person: takes headquarters' policy office with the one-time link, once.
create function identity.enter_by_set_up(token text, who uuid, full_name text, address text, lang text, grant_id uuid, headquarters uuid, new_salt bytea, derived bytea,
  session uuid, token_hash bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('manumit.claims', '', true);
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'set-up' and used_at is null;
  if not found then return null; end if;
  insert into identity.person (id, name, email, language) values (who, full_name, lower(address), lang);
  insert into identity.role_grant (id, person_id, role, party_id, granted_by) values (grant_id, who, 'policy-office', headquarters, who);
  perform identity.set_password(who, new_salt, derived);
  return identity.new_session(who, session, token_hash);
end $$;

create function identity.enter_by_invitation(token text, full_name text, lang text, new_salt bytea, derived bytea, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid;
begin
  perform set_config('manumit.claims', '', true);
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'invitation' and used_at is null
    and ends_at > now() returning person_id into who;
  if not found then return null; end if;
  update identity.person set name = full_name, language = lang where id = who and disabled_at is null;
  if not found then return null; end if;
  perform identity.set_password(who, new_salt, derived);
  return identity.new_session(who, session, token_hash);
end $$;

create function identity.end_session() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.session set ended_at = now() where id = (identity.claims() ->> 'session')::uuid $$;

-- For the installation itself (command line, first start): only the deployer and the schema role may call these.
create function identity.installation_session(session uuid, token text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare who uuid;
begin
  select id into who from identity.person where kind = 'installation';
  if not found then
    who := gen_random_uuid();
    insert into identity.person (id, kind, name) values (who, 'installation', 'Installation');
  end if;
  insert into identity.session (id, person_id, token_hash, ends_at) values (session, who, sha256(convert_to(token, 'UTF8')), now() + interval '12 hours');
  return who;
end $$;

-- A fresh set-up link while nobody has signed up; an older unused one stops working. Null once somebody has.
create function identity.new_set_up_link(link uuid, token text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from identity.person where kind = 'person') then return false; end if;
  delete from identity.invitation where purpose = 'set-up' and used_at is null;
  insert into identity.invitation (id, purpose, token_hash) values (link, 'set-up', sha256(convert_to(token, 'UTF8')));
  return true;
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.claims(), identity.open(text), identity.touch(text), identity.person(), identity.operator(), identity.holds(text[]), identity.parties(text[]),
  identity.salt_of(text), identity.sign_in(text, bytea, uuid, bytea), identity.look_at_link(text),
  identity.enter_by_set_up(text, uuid, text, text, text, uuid, uuid, bytea, bytea, uuid, bytea),
  identity.enter_by_invitation(text, text, text, bytea, bytea, uuid, bytea), identity.end_session() to manumit_app;
grant execute on function identity.installation_session(uuid, text), identity.new_set_up_link(uuid, text) to manumit_schema;
