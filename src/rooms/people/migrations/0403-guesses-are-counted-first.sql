-- A guess is counted before it is looked at, so that however many are sent at once, no more of them pass than the count allows (docs/decisions/040). A password is
-- derived only for a guess that was begun here; where work is asked for, it is spent here, once.

-- A row is work that was handed in, or a guess that needed none. While `guess_of` is set, one password may be tried at that address.
alter table identity.spent_work add column guess_of bytea;

-- Counts a failure of an address. What is entered in the log by the minute is counted where the failure is certain (note_failed_minute).
create function identity.count_guess(address text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from identity.failed_entry where last_at < now() - interval '1 day';
  insert into identity.failed_entry (address_digest, failures) values (identity.keyed('address ' || lower(address)), 1)
    on conflict (address_digest) do update set failures = failed_entry.failures + 1, last_at = now();
end $$;

create function identity.note_failed_minute() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into identity.failed_minute values (date_trunc('minute', now()), 1) on conflict (minute) do update set failures = failed_minute.failures + 1 $$;

create or replace function identity.note_failure(address text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform identity.note_failed_minute();
  if address is not null then perform identity.count_guess(address); end if;
end $$;

drop function identity.sign_in(text, bytea, text, text, uuid, bytea);
drop function identity.work_asked(text, text, text);
drop function identity.work_holds(text, int, text, text);
drop function identity.new_work(text, int);

-- A challenge: `nonce.bits.failures.until.signature`. `failures` is how many there were at the address when it was drawn; it holds five minutes. The work grows
-- with them, or with what is asked of everybody while many sign in at once, and stays what a browser does in seconds.
create function identity.new_work(address text, failures int, least_bits int) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare bits int := least(greatest(16, 13 + failures, least_bits), 18); body text;
begin
  body := concat_ws('.', replace(gen_random_uuid()::text, '-', ''), bits, failures, extract(epoch from now())::bigint + 300);
  return body || '.' || encode(identity.keyed('work ' || body || ' ' || lower(address)), 'hex');
end $$;

-- Whether an answer to a challenge is good: signed for this address, in time, unspent, and done: eight numbers, each with an eighth of the work, so that nobody is very
-- unlucky. A challenge is void once the failures have doubled since it was drawn, plus sixteen: a stock of them serves a handful of guesses, and the owner's own outlasts
-- what strangers can try while it is worked on, for the more they try the longer it holds.
create function identity.work_holds(address text, failures int, challenge text, answer text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare part text[] := string_to_array(challenge, '.'); shares text[] := string_to_array(answer, ',');
begin
  if challenge is null or answer is null or cardinality(part) <> 5 or length(challenge) > 200 or cardinality(shares) <> 8 or length(answer) > 120 then return false; end if;
  if part[5] <> encode(identity.keyed('work ' || array_to_string(part[1:4], '.') || ' ' || lower(address)), 'hex') then return false; end if;
  return failures between part[3]::int and 2 * part[3]::int + 15
    and part[4]::bigint > extract(epoch from clock_timestamp())::bigint
    and not exists (select from identity.spent_work where nonce = part[1])
    and (select bool_and(('x' || encode(substr(sha256(convert_to(concat_ws(':', challenge, n, share), 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint >> (35 - part[2]::int) = 0)
      from unnest(shares) with ordinality s (share, n));
end $$;

-- Begins a guess at an address, known or not: counts it, and answers the salt and the word by which one password may be tried. Where work is asked for and not done, a
-- challenge instead, and nothing is counted. One at an address after the other.
create function identity.begin_sign_in(address text, challenge text, answer text, least_bits int) returns table (salt bytea, guess text, work text)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare failures int; word text := replace(gen_random_uuid()::text, '-', '');
begin
  perform pg_advisory_xact_lock(hashtextextended('sign-in ' || lower(address), 0));
  failures := identity.failures_at(address);
  if failures >= 3 or least_bits > 0 then
    if not identity.work_holds(address, failures, challenge, answer) then
      return query select null::bytea, null::text, identity.new_work(address, failures, least_bits);
      return;
    end if;
    word := split_part(challenge, '.', 1);
  end if;
  delete from identity.spent_work s where s.until < now();
  insert into identity.spent_work (nonce, until, guess_of) values (word, now() + interval '5 minutes', identity.keyed('address ' || lower(address)));
  perform identity.count_guess(address);
  return query select identity.salt_of(address), word, null::text;
end $$;

-- Checks what Argon2id gave against the stored digest, for a guess that was begun. Null for a wrong password, an unknown address, a closed account and a guess that was
-- not begun, or was made already, alike.
create function identity.sign_in(address text, derived bytea, guess text, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare w record;
begin
  perform set_config('manumit.claims', '', true);
  update identity.spent_work set guess_of = null where nonce = guess and guess_of = identity.keyed('address ' || lower(address)) and until > now();
  if not found then return null; end if;
  select pw.person_id, pw.digest into w from identity.password pw join identity.person p on p.id = pw.person_id where p.email = lower(address) and p.disabled_at is null;
  if w.digest is null or w.digest <> sha256(derived) then
    perform identity.note_failed_minute();
    return null;
  end if;
  -- It was counted before it was known to be right.
  update identity.failed_entry set failures = failures - 1 where address_digest = identity.keyed('address ' || lower(address)) and failures > 0;
  return identity.pass_first(w.person_id, 'password', token_hash, session);
end $$;

-- The sealed secret behind an attempt that waits for its second factor; or, and then no secret, for how many seconds more codes are closed. A try is counted here, before the
-- program looks at the code: five in a row close the code for a minute, and each further one for twice as long, up to an hour. A right one opens it again (enter_by_totp).
-- Only whoever gave the password gets here; recovery codes and passkeys stay open to the right person.
drop function identity.totp_to_check(text);
create function identity.try_totp(attempt text) returns table (ref uuid, person uuid, sealed bytea, closed_for int) language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor'); t identity.totp;
begin
  select * into t from identity.totp where person_id = a.person_id for update;
  if not found then return; end if;
  if t.closed_until > now() then
    return query select a.id, t.person_id, null::bytea, greatest(ceil(extract(epoch from t.closed_until - now())), 1)::int;
    return;
  end if;
  update identity.totp set failures = t.failures + 1,
    closed_until = case when t.failures + 1 >= 5 then now() + least(interval '1 minute' * (1 << least(t.failures - 4, 6)), interval '1 hour') end
    where person_id = t.person_id;
  return query select a.id, t.person_id, t.sealed, 0;
end $$;

-- A code that was tried was wrong: it counts against the attempt and the address too.
create or replace function identity.note_wrong_code(attempt text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor');
begin
  if a.id is not null then perform identity.fail_attempt(a); end if;
end $$;

-- Each step of thirty seconds counts once, also for somebody who saw the code over a shoulder. The program vouches only for a code whose try was counted (try_totp).
create or replace function identity.enter_by_totp(attempt text, step bigint, voucher bytea, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt := identity.attempt_at(attempt, 'second-factor');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  update identity.totp set last_step = step, failures = 0, closed_until = null
    where person_id = a.person_id and last_step < step and identity.vouched(concat_ws('|', 'totp', a.id, a.person_id, step), voucher);
  if not found then
    perform identity.note_wrong_code(attempt);
    return null;
  end if;
  return identity.finish_attempt(a, token_hash, session);
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'identity' and p.proname in
      ('count_guess','note_failed_minute','note_failure','new_work','work_holds','begin_sign_in','sign_in','try_totp','note_wrong_code','enter_by_totp') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public', f, f);
  end loop;
end $$;
grant execute on function identity.begin_sign_in(text, text, text, int), identity.sign_in(text, bytea, text, uuid, bytea), identity.try_totp(text) to manumit_app;
-- Asked for by begin_sign_in alone now: a salt is answered to a guess that was counted.
revoke execute on function identity.salt_of(text) from manumit_app;
