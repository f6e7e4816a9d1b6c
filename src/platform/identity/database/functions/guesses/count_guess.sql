-- Counts a failure of an address. The per-minute count for the log is made where the failure is certain (record_failed_minute).
create or replace function identity.count_guess(address text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from identity.failed_sign_in where last_at < now() - interval '1 day';
  insert into identity.failed_sign_in (address_digest, failures) values (identity.keyed_hash('address ' || lower(address)), 1)
    on conflict (address_digest) do update set failures = failed_sign_in.failures + 1, last_at = now();
end
$$;
alter function identity.count_guess(text) owner to manumit_guard;
revoke all on function identity.count_guess(text) from public;
