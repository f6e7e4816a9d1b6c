-- Strangers must not guess, and must not lock anybody out. Failures are counted by a keyed hash of the address that was typed, whether or not anybody
-- has it, and forgotten after a day. From the third on, sign-in asks for work; whoever does it and knows the password is let in.
create table identity.failed_entry (
  address_digest bytea primary key,
  failures int not null,
  last_at timestamptz not null default now()
);
create index failed_entry_last on identity.failed_entry (last_at);
-- Work that was handed in: each challenge is good once.
create table identity.spent_work (nonce text primary key, until timestamptz not null);

do $$ declare t text; begin
  foreach t in array array['failed_entry','spent_work'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on identity.%I to manumit_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
  end loop;
end $$;

-- A hash under the key of the claims: what is kept of an address or of a challenge says nothing without it.
create function identity.keyed(what text) returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sha256(key || sha256(key || convert_to(what, 'UTF8'))) from identity.secret $$;

create function identity.failures_at(address text) returns int language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select failures from identity.failed_entry where address_digest = identity.keyed('address ' || lower(address)) and last_at > now() - interval '1 day'), 0) $$;

create or replace function identity.note_failure(address text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if address is null then return; end if;
  delete from identity.failed_entry where last_at < now() - interval '1 day';
  insert into identity.failed_entry (address_digest, failures) values (identity.keyed('address ' || lower(address)), 1)
    on conflict (address_digest) do update set failures = least(failed_entry.failures + 1, 1000), last_at = now();
end $$;

create or replace function identity.forget_failures(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from identity.failed_entry where address_digest = (select identity.keyed('address ' || email) from identity.person where id = who) $$;

-- A challenge: `nonce.bits.from.until.signature`. It ripens after a moment that doubles with each failure, as the work does, and holds five minutes.
create function identity.new_work(address text, failures int) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare steps int := least(failures - 3, 4); at bigint := extract(epoch from now())::bigint; body text;
begin
  body := replace(gen_random_uuid()::text, '-', '') || '.' || (16 + steps) || '.' || (at + (1 << steps)) || '.' || (at + 300);
  return body || '.' || encode(identity.keyed('work ' || body || ' ' || lower(address)), 'hex');
end $$;

-- Whether an answer to a challenge is good: signed for this address, ripe, in time, unspent, and SHA-256 of `challenge:answer` begins with enough zero bits.
create function identity.work_holds(address text, failures int, challenge text, answer text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare part text[] := string_to_array(challenge, '.'); at bigint := extract(epoch from clock_timestamp())::bigint;
begin
  if challenge is null or answer is null or cardinality(part) <> 5 or length(challenge) > 200 or length(answer) > 20 then return false; end if;
  if part[5] <> encode(identity.keyed('work ' || array_to_string(part[1:4], '.') || ' ' || lower(address)), 'hex') then return false; end if;
  -- One made before the last failures would be too light: a step behind is let pass, since somebody else may be failing meanwhile.
  return part[2]::int >= 16 + least(failures - 3, 4) - 1 and part[3]::bigint <= at and part[4]::bigint > at
    and not exists (select from identity.spent_work where nonce = part[1])
    and ('x' || encode(substr(sha256(convert_to(challenge || ':' || answer, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint >> (32 - part[2]::int) = 0;
end $$;

-- Null where sign-in may go on with this work, or without any; else a challenge to work on. The same for an address nobody has.
create function identity.work_asked(address text, challenge text, answer text) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare failures int := identity.failures_at(address);
begin
  if failures < 3 or identity.work_holds(address, failures, challenge, answer) then return null; end if;
  return identity.new_work(address, failures);
end $$;

-- Checks what Argon2id gave against the stored digest, one attempt at an address after the other. Null for a wrong password, an unknown address, a
-- closed account and missing work alike.
drop function identity.sign_in(text, bytea, uuid, bytea);
create function identity.sign_in(address text, derived bytea, challenge text, answer text, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare w record; failures int;
begin
  perform set_config('manumit.claims', '', true);
  perform pg_advisory_xact_lock(hashtextextended('sign-in ' || lower(address), 0));
  failures := identity.failures_at(address);
  if failures >= 3 then
    if not identity.work_holds(address, failures, challenge, answer) then return null; end if;
    delete from identity.spent_work where until < now();
    insert into identity.spent_work (nonce, until) values (split_part(challenge, '.', 1), to_timestamp(split_part(challenge, '.', 4)::bigint));
  end if;
  select pw.person_id, pw.digest into w from identity.password pw join identity.person p on p.id = pw.person_id where p.email = lower(address) and p.disabled_at is null;
  if w.digest is null or w.digest <> sha256(derived) then
    perform identity.note_failure(address);
    return null;
  end if;
  return identity.pass_first(w.person_id, 'password', token_hash, session);
end $$;

create or replace function identity.set_password(who uuid, new_salt bytea, derived bytea) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into identity.password (person_id, salt, digest) values (who, new_salt, sha256(derived))
  on conflict (person_id) do update set salt = excluded.salt, digest = excluded.digest, changed_at = now() $$;
alter table identity.password drop column failures, drop column locked_until;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('keyed','failures_at','new_work','work_holds','work_asked','sign_in') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.work_asked(text, text, text), identity.sign_in(text, bytea, text, text, uuid, bytea) to manumit_app;
