-- The encrypted secret of an attempt that waits for its second factor; or, without a secret, for how many more seconds codes are blocked.
-- A try is counted here, before the program checks the code: five in a row block codes for a minute, and each further one for twice as
-- long, up to an hour. A right code unblocks them (sign_in_by_totp). Only a caller who gave the password gets here; recovery codes and
-- passkeys stay open to the right person.
create or replace function identity.try_totp(
  attempt text
) returns table (ref uuid, person uuid, secret_encrypted bytea, closed_for int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt := identity.lock_attempt(attempt, 'second-factor'); t identity.totp;
begin
  select * into t from identity.totp where person_id = a.person_id for update;
  if not found then return; end if;
  if t.closed_until > now() then
    return query select a.id, t.person_id, null::bytea, greatest(ceil(extract(epoch from t.closed_until - now())), 1)::int;
    return;
  end if;
  update identity.totp set failures = t.failures + 1,
    closed_until = case when t.failures + 1 >= 5 then now() + least(interval '1 minute' * (1 << least(t.failures - 4, 6)),
      interval '1 hour') end
    where person_id = t.person_id;
  return query select a.id, t.person_id, t.secret_encrypted, 0;
end
$$;
alter function identity.try_totp(text) owner to manumit_guard;
revoke all on function identity.try_totp(text) from public;
grant execute on function identity.try_totp(text) to manumit_app;
