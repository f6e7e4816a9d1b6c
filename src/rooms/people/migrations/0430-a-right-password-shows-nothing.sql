-- What is kept of an address must not tell strangers that somebody has it, nor when they sign in. A right password took the failures of its address away: whoever had failed there
-- three times saw it by the work that was no longer asked for. Now nothing changes with a right password, and failures go a day after the last, known address or not. A guess
-- under way counts where it stands (spent_work.guess_of): it need not be taken back where it was right, which could be watched too.
create index spent_work_begun on identity.spent_work (guess_of) where guess_of is not null;

-- As before (0403), but for the count: guesses under way are failures until it is known what they were. The challenge says nothing of those.
create or replace function identity.begin_sign_in(address text, challenge text, answer text, least_bits int) returns table (salt bytea, guess text, work text)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare failed int; failures int; word text := replace(gen_random_uuid()::text, '-', ''); digest bytea := identity.keyed('address ' || lower(address));
begin
  perform pg_advisory_xact_lock(hashtextextended('sign-in ' || lower(address), 0));
  -- In one statement: a guess that ends meanwhile is either under way or a failure.
  select f.times, f.times + (select count(*) from identity.spent_work s where s.guess_of = digest and s.until > now()) into failed, failures
    from (select identity.failures_at(address) as times) f;
  if failures >= 3 or least_bits > 0 then
    if not identity.work_holds(address, failed, challenge, answer) then
      return query select null::bytea, null::text, identity.new_work(address, failed, least_bits);
      return;
    end if;
    word := split_part(challenge, '.', 1);
  end if;
  delete from identity.spent_work s where s.until < now();
  insert into identity.spent_work (nonce, until, guess_of) values (word, now() + interval '5 minutes', digest);
  return query select identity.salt_of(address), word, null::text;
end $$;

create or replace function identity.sign_in(address text, derived bytea, guess text, session uuid, token_hash bytea) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare w record;
begin
  perform set_config('manumit.claims', '', true);
  update identity.spent_work set guess_of = null where nonce = guess and guess_of = identity.keyed('address ' || lower(address)) and until > now();
  if not found then return null; end if;
  select pw.person_id, pw.digest into w from identity.password pw join identity.person p on p.id = pw.person_id where p.email = lower(address) and p.disabled_at is null;
  if w.digest is null or w.digest <> sha256(derived) then
    perform identity.note_failure(address);
    return null;
  end if;
  return identity.pass_first(w.person_id, 'password', token_hash, session);
end $$;

-- Nobody forgets failures any more: neither who signs in, nor who opens an account anew.
do $$ declare f record; begin
  for f in select pg_get_functiondef(p.oid) as said from pg_proc p where p.prosrc ~ 'perform identity\.forget_failures\(' loop
    execute regexp_replace(f.said, '\s*perform identity\.forget_failures\([^;]*;', '', 'g');
  end loop;
end $$;
drop function identity.forget_failures(uuid);
