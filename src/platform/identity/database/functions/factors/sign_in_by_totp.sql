-- Each thirty-second step is valid once, so a code that was seen over a shoulder is useless. The program vouches only for a code whose try
-- was counted (try_totp).
create or replace function identity.sign_in_by_totp(
  attempt text, step bigint, voucher bytea, session uuid, token_hash bytea
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt := identity.lock_attempt(attempt, 'second-factor');
begin
  perform set_config('manumit.claims', '', true);
  if a.id is null then return null; end if;
  update identity.totp set last_step = step, failures = 0, closed_until = null
    where person_id = a.person_id and last_step < step and identity.vouched(concat_ws('|', 'totp', a.id, a.person_id, step), voucher);
  if not found then
    perform identity.record_wrong_code(attempt);
    return null;
  end if;
  return identity.finish_attempt(a, token_hash, session);
end
$$;
alter function identity.sign_in_by_totp(text, bigint, bytea, uuid, bytea) owner to manumit_guard;
revoke all on function identity.sign_in_by_totp(text, bigint, bytea, uuid, bytea) from public;
grant execute on function identity.sign_in_by_totp(text, bigint, bytea, uuid, bytea) to manumit_app;
