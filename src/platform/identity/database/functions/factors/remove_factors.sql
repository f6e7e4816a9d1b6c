create or replace function identity.remove_factors(who uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  delete from identity.totp where person_id = who;
  delete from identity.passkey where person_id = who;
  delete from identity.recovery_code where person_id = who
$$;
alter function identity.remove_factors(uuid) owner to manumit_guard;
revoke all on function identity.remove_factors(uuid) from public;
