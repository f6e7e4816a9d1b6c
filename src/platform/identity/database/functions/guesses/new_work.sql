-- A challenge: `nonce.bits.failures.until.signature`. `failures` is the count at the address when the challenge was drawn; a challenge is
-- valid for five minutes. The work grows with the failures, or with what is required of everyone while many sign in at once, and stays
-- within seconds for a browser.
create or replace function identity.new_work(address text, failures int, least_bits int) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare bits int := least(greatest(16, 13 + failures, least_bits), 18); body text;
begin
  body := concat_ws('.', replace(gen_random_uuid()::text, '-', ''), bits, failures, extract(epoch from now())::bigint + 300);
  return body || '.' || encode(identity.keyed_hash('work ' || body || ' ' || lower(address)), 'hex');
end
$$;
alter function identity.new_work(text, int, int) owner to manumit_guard;
revoke all on function identity.new_work(text, int, int) from public;
