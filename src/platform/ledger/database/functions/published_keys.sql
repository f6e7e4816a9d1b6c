create or replace function ledger.published_keys() returns table (vkey text, from_size bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.vkey, k.from_size from ledger.log_key k order by k.from_size, k.vkey
$$;
alter function ledger.published_keys() owner to manumit_guard;
revoke all on function ledger.published_keys() from public;
grant execute on function ledger.published_keys() to manumit_app;
