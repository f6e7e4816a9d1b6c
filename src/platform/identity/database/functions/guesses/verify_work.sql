-- Whether the answer to a challenge is valid: signed for this address, in time, unspent, and solved: eight numbers, each with an eighth of
-- the work, to keep the variance small. A challenge is void once the failures have doubled since it was drawn, plus sixteen. A stock of
-- challenges thus serves only a handful of guesses, while the owner's own challenge outlasts what strangers can try meanwhile: the more
-- they try, the longer it is valid.
create or replace function identity.verify_work(address text, failures int, challenge text, answer text) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare part text[] := string_to_array(challenge, '.'); shares text[] := string_to_array(answer, ',');
begin
  if challenge is null or answer is null or cardinality(part) <> 5 or length(challenge) > 200 or cardinality(shares) <> 8
    or length(answer) > 120 then return false; end if;
  if part[5] <> encode(identity.keyed_hash('work ' || array_to_string(part[1:4], '.') || ' ' || lower(address)), 'hex') then return false;
    end if;
  return failures between part[3]::int and 2 * part[3]::int + 15
    and part[4]::bigint > extract(epoch from clock_timestamp())::bigint
    and not exists (select from identity.spent_work where nonce = part[1])
    and (select bool_and(('x' || encode(substr(sha256(convert_to(concat_ws(':', challenge, n, share), 'UTF8')), 1, 4),
    'hex'))::bit(32)::bigint >> (35 - part[2]::int) = 0)
      from unnest(shares) with ordinality s (share, n));
end
$$;
alter function identity.verify_work(text, int, text, text) owner to manumit_guard;
revoke all on function identity.verify_work(text, int, text, text) from public;
