-- One-time codes (RFC 6238) and recovery codes: the second factors of somebody without a passkey.

-- The secret is made in the browser and sealed by the program under a key that is not in this database.
create table identity.totp (
  person_id uuid primary key references identity.person,
  sealed bytea not null,
  set_at timestamptz not null default now(),
  last_step bigint not null default 0,
  failures int not null default 0,
  closed_until timestamptz
);
-- Eighty random bits each, kept as a hash of whose they are and what they say.
create table identity.recovery_code (
  person_id uuid not null references identity.person,
  digest bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, digest)
);

do $$ declare t text; begin
  foreach t in array array['totp','recovery_code'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on identity.%I to manumit_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;

-- Recovery codes stand in for a factor; alone they are none.
create or replace function identity.factors_of(who uuid) returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case when exists (select from identity.totp where person_id = who) then
    array['totp'] || case when exists (select from identity.recovery_code where person_id = who and used_at is null) then array['recovery-code'] else '{}' end
  else '{}'::text[] end $$;

create or replace function identity.remove_factors(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from identity.totp where person_id = who;
  delete from identity.recovery_code where person_id = who $$;

-- Codes for whoever is signed in and was so lately, in the place of those they had.
create function identity.set_totp(new_sealed bytea, step bigint) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.fresh() then return false; end if;
  insert into identity.totp (person_id, sealed, last_step) values ((identity.verified() ->> 'person')::uuid, new_sealed, step)
    on conflict (person_id) do update set sealed = excluded.sealed, set_at = now(), last_step = excluded.last_step, failures = 0, closed_until = null;
  return true;
end $$;

-- Codes for somebody whose attempt waits for a second factor to be set up; they are in with it.
create function identity.enter_by_totp_set_up(attempt text, new_sealed bytea, step bigint, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'set-up');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  -- Of two who know the password, the second must not put a secret of their own in the place of the first one's.
  insert into identity.totp (person_id, sealed, last_step) values (a.person_id, new_sealed, step) on conflict (person_id) do nothing;
  if not found then return null; end if;
  return identity.finish_attempt(a, token_hash, session);
end $$;

-- The sealed secret behind an attempt that waits for its second factor, and for how many seconds more codes are closed.
create function identity.totp_to_check(attempt text) returns table (ref uuid, person uuid, sealed bytea, closed_for int) language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor');
begin
  return query select a.id, t.person_id, t.sealed, greatest(ceil(extract(epoch from t.closed_until - now())), 0)::int from identity.totp t
    where t.person_id = a.person_id;
end $$;

-- Five wrong codes in a row close the code for a minute, and each further one for twice as long, up to an hour. Only whoever gave the password gets here;
-- recovery codes and passkeys stay open to the right person.
create function identity.note_wrong_code(attempt text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor');
begin
  if a.id is null then return; end if;
  perform identity.fail_attempt(a);
  update identity.totp set failures = failures + 1,
    closed_until = case when failures + 1 >= 5 then now() + least(interval '1 minute' * (1 << least(failures - 4, 6)), interval '1 hour') end
    where person_id = a.person_id;
end $$;

-- Each step of thirty seconds counts once, also for somebody who saw the code over a shoulder.
create function identity.enter_by_totp(attempt text, step bigint, voucher bytea, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  update identity.totp set last_step = step, failures = 0, closed_until = null
    where person_id = a.person_id and last_step < step and (closed_until is null or closed_until <= now())
      and identity.vouched(concat_ws('|', 'totp', a.id, a.person_id, step), voucher);
  if not found then
    perform identity.note_wrong_code(attempt);
    return null;
  end if;
  return identity.finish_attempt(a, token_hash, session);
end $$;

create function identity.enter_by_recovery_code(attempt text, code_hash bytea, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  update identity.recovery_code set used_at = now() where person_id = a.person_id and used_at is null and digest = sha256(convert_to(a.person_id::text, 'UTF8') || code_hash);
  if not found then
    perform identity.fail_attempt(a);
    return null;
  end if;
  return identity.finish_attempt(a, token_hash, session);
end $$;

-- A new set in the place of the old one.
create function identity.replace_recovery_codes(code_hashes bytea[]) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := (identity.verified() ->> 'person')::uuid;
begin
  if me is null or not identity.fresh() or cardinality(identity.factors_of(me)) = 0 then return false; end if;
  delete from identity.recovery_code where person_id = me;
  insert into identity.recovery_code (person_id, digest) select me, sha256(convert_to(me::text, 'UTF8') || code_hash) from unnest(code_hashes) code_hash;
  return true;
end $$;

-- Takes the codes away, unless they are the last factor of an account that must have one. Answers what came of it.
create function identity.remove_totp() returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := (identity.verified() ->> 'person')::uuid; others boolean;
begin
  if me is null or not identity.fresh() then return 'not-fresh'; end if;
  others := cardinality(array_remove(array_remove(identity.factors_of(me), 'totp'), 'recovery-code')) > 0;
  if not others and identity.second_factor_required() and exists (select from identity.password where person_id = me) then return 'last'; end if;
  delete from identity.totp where person_id = me;
  if not found then return 'none'; end if;
  if not others then delete from identity.recovery_code where person_id = me; end if;
  return 'removed';
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('set_totp','enter_by_totp_set_up','totp_to_check','note_wrong_code','enter_by_totp','enter_by_recovery_code',
       'replace_recovery_codes','remove_totp') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.set_totp(bytea, bigint), identity.enter_by_totp_set_up(text, bytea, bigint, uuid, bytea), identity.totp_to_check(text), identity.note_wrong_code(text),
  identity.enter_by_totp(text, bigint, bytea, uuid, bytea), identity.enter_by_recovery_code(text, bytea, uuid, bytea),
  identity.replace_recovery_codes(bytea[]), identity.remove_totp() to manumit_app;
