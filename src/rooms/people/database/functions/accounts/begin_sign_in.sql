-- Begins a guess at an address, registered or not. It counts the guess, and returns the salt and the word that permits one password try.
-- Guesses under way count as failures until their result is known. If work is required and missing, it returns a challenge instead and
-- counts nothing; the challenge does not reveal guesses under way. Calls for one address are serialised.
create or replace function identity.begin_sign_in(
  address text, challenge text, answer text, least_bits int
) returns table (salt bytea, guess text, work text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare failed int; failures int; word text := replace(gen_random_uuid()::text, '-', '');
  digest bytea := identity.keyed_hash('address ' || lower(address));
begin
  perform pg_advisory_xact_lock(hashtextextended('sign-in ' || lower(address), 0));
  -- One statement: a guess that ends meanwhile is counted either as under way or as a failure.
  select f.times, f.times + (select count(*) from identity.spent_work s where s.guess_of = digest and s.until > now())
    into failed, failures
    from (select identity.failures_at(address) as times) f;
  if failures >= 3 or least_bits > 0 then
    if not identity.verify_work(address, failed, challenge, answer) then
      return query select null::bytea, null::text, identity.new_work(address, failed, least_bits);
      return;
    end if;
    word := split_part(challenge, '.', 1);
  end if;
  delete from identity.spent_work s where s.until < now();
  insert into identity.spent_work (nonce, until, guess_of) values (word, now() + interval '5 minutes', digest);
  return query select identity.salt_of(address), word, null::text;
end
$$;
alter function identity.begin_sign_in(text, text, text, int) owner to manumit_guard;
revoke all on function identity.begin_sign_in(text, text, text, int) from public;
grant execute on function identity.begin_sign_in(text, text, text, int) to manumit_app;
