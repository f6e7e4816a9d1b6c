create or replace function identity.record_failure(address text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform identity.record_failed_minute();
  if address is not null then perform identity.count_guess(address); end if;
end
$$;
alter function identity.record_failure(text) owner to manumit_guard;
revoke all on function identity.record_failure(text) from public;
