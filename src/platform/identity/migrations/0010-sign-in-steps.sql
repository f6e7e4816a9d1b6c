-- Sign-in goes in steps (docs/decisions/011-sign-in.md): a first factor opens an attempt, and only the last step makes a session.

-- Whoever holds an attempt is nobody: identity.open does not look here. Only the hash of its token is kept, and for a day at most.
create table identity.attempt (
  id uuid primary key,
  person_id uuid not null references identity.person,
  token_hash bytea not null unique,
  first_factor text not null check (first_factor in ('password', 'link', 'provider')),
  step text not null check (step in ('second-factor', 'set-up')),
  begun_at timestamptz not null default now(),
  ends_at timestamptz not null,
  failures int not null default 0,
  over_at timestamptz
);
create index attempt_ends on identity.attempt (ends_at);
create index attempt_person on identity.attempt (person_id);

-- Whether an account opened with a password must have a second factor. Only the schema role may waive it; an exercise does.
create table identity.entrance_rule (id int primary key default 1 check (id = 1), second_factor boolean not null default true);
insert into identity.entrance_rule default values;

-- What the program vouches with for what the database cannot check itself; sealed under the key file beside it, for the program to open.
create table identity.voucher_key (id int primary key default 1 check (id = 1), key bytea not null check (length(key) = 32), sealed bytea not null);

do $$ declare t text; begin
  foreach t in array array['attempt','entrance_rule','voucher_key'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on identity.%I to manumit_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;

-- Whether the program vouched for exactly this text. Whoever asks must name something in it that happens once.
create function identity.vouched(what text, voucher bytea) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select voucher = sha256(key || sha256(key || convert_to(what, 'UTF8'))) from identity.voucher_key), false) $$;

create function identity.sealed_voucher_key() returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sealed from identity.voucher_key $$;

create function identity.keep_voucher_key(new_key bytea, new_sealed bytea) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into identity.voucher_key (key, sealed) values (new_key, new_sealed) on conflict (id) do update set key = excluded.key, sealed = excluded.sealed $$;

create function identity.require_second_factor(required boolean) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update identity.entrance_rule set second_factor = required $$;

create function identity.second_factor_required() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select second_factor from identity.entrance_rule $$;

-- The second factors somebody has set, and their end. A migration that adds a kind of factor replaces both.
create function identity.factors_of(who uuid) returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select '{}'::text[] $$;
create function identity.remove_factors(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$ select $$;

-- How often the address of somebody was tried in vain is forgotten once they are in. Replaced where failures are counted.
create function identity.forget_failures(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$ select $$;
create function identity.note_failure(address text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$ select $$;

-- After a first factor: a new session where nothing more is asked for, else an attempt and what it waits for.
create function identity.pass_first(who uuid, first_factor text, token_hash bytea, session uuid) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare methods text[] := identity.factors_of(who); step text;
begin
  if exists (select from identity.person where id = who and disabled_at is not null) then return null; end if;
  if cardinality(methods) > 0 then step := 'second-factor';
  elsif first_factor <> 'provider' and identity.second_factor_required() then step := 'set-up';
  else
    perform identity.forget_failures(who);
    return identity.new_session(who, session, token_hash);
  end if;
  delete from identity.attempt where ends_at < now() - interval '1 day';
  insert into identity.attempt (id, person_id, token_hash, first_factor, step, ends_at) values (session, who, token_hash, first_factor, step, now() + interval '10 minutes');
  return jsonb_build_object('halfway', jsonb_build_object('step', step, 'methods', to_jsonb(methods)));
end $$;

-- The attempt of a token at a step, locked; nothing where it is over, spent, or waits for something else. A factor that was set meanwhile ends what was
-- about to set the first one: two may know the password.
create function identity.attempt_at(token text, wanted text) returns identity.attempt language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt;
begin
  select t.* into a from identity.attempt t join identity.person p on p.id = t.person_id
    where t.token_hash = sha256(convert_to(token, 'UTF8')) and t.step = wanted and t.over_at is null and t.ends_at > now() and p.disabled_at is null
      and (wanted <> 'set-up' or cardinality(identity.factors_of(t.person_id)) = 0) for update of t;
  return a;
end $$;

create function identity.finish_attempt(tried identity.attempt, token_hash bytea, session uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.attempt set over_at = now() where id = tried.id and over_at is null;
  if not found then return null; end if;
  perform identity.forget_failures(tried.person_id);
  return identity.new_session(tried.person_id, session, token_hash);
end $$;

-- Counts a wrong second factor; the fifth ends the attempt, and each counts as a failure of the address.
create function identity.fail_attempt(tried identity.attempt) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update identity.attempt set failures = failures + 1, over_at = case when failures + 1 >= 5 then now() end where id = tried.id and over_at is null;
  perform identity.note_failure((select email from identity.person where id = tried.person_id));
end $$;

-- Whose an attempt is, for what the program must know to check a factor. It says nothing to whoever has no token.
create function identity.look_at_attempt(token text, wanted text) returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('id', t.id, 'person', t.person_id, 'name', p.name, 'email', p.email) from identity.attempt t join identity.person p on p.id = t.person_id
    where t.token_hash = sha256(convert_to(token, 'UTF8')) and t.step = wanted and t.over_at is null and t.ends_at > now() and p.disabled_at is null
      and (wanted <> 'set-up' or cardinality(identity.factors_of(t.person_id)) = 0) $$;

-- An entrance by a one-time link is an act: an account is opened. Its claims hold for this transaction; what comes next stands beside them.
create function identity.enter_by_link(who uuid, token_hash bytea, session uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare passed jsonb := identity.pass_first(who, 'link', token_hash, session);
begin
  if passed ? 'halfway' then return identity.admit(who, session) || (passed -> 'halfway'); end if;
  return passed;
end $$;

create or replace function identity.enter_by_set_up(token text, who uuid, full_name text, address text, lang text, grant_id uuid, headquarters uuid, new_salt bytea, derived bytea,
  session uuid, token_hash bytea) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('manumit.claims', '', true);
  update identity.invitation i set used_at = now() where i.token_hash = sha256(convert_to(token, 'UTF8')) and purpose = 'set-up' and used_at is null;
  if not found then return null; end if;
  insert into identity.person (id, name, email, language) values (who, full_name, lower(address), lang);
  insert into identity.role_grant (id, person_id, role, party_id, granted_by) values (grant_id, who, 'policy-office', headquarters, who);
  perform identity.set_password(who, new_salt, derived);
  return identity.enter_by_link(who, token_hash, session);
end $$;

create or replace function identity.enter_by_invitation(token text, full_name text, lang text, new_salt bytea, derived bytea, session uuid, token_hash bytea) returns jsonb
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
  return identity.enter_by_link(who, token_hash, session);
end $$;

-- Whether the session of these claims was opened within the last quarter of an hour: asked before a factor is set or taken away.
create function identity.fresh() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from identity.session where id = (identity.verified() ->> 'session')::uuid and ended_at is null and created_at > now() - interval '15 minutes');
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('vouched','sealed_voucher_key','keep_voucher_key','require_second_factor','second_factor_required','factors_of','remove_factors','forget_failures','note_failure',
       'pass_first','attempt_at','finish_attempt','fail_attempt','look_at_attempt','enter_by_link','fresh') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.sealed_voucher_key(), identity.second_factor_required(), identity.look_at_attempt(text, text), identity.fresh() to manumit_app;
grant execute on function identity.keep_voucher_key(bytea, bytea), identity.require_second_factor(boolean), identity.sealed_voucher_key() to manumit_schema;
