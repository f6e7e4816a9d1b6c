-- A tile in its current state, for roots and proofs: hashes only. The application role may read any tile, and so could count commands; it
-- never serves a tile beyond the last published size.
create or replace function ledger.current_tile(lvl int, n bigint) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select hashes from ledger.tile where level = lvl and number = n
$$;
alter function ledger.current_tile(int, bigint) owner to manumit_guard;
revoke all on function ledger.current_tile(int, bigint) from public;
grant execute on function ledger.current_tile(int, bigint) to manumit_app;
