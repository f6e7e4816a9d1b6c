-- A tile as far as it is published; null if it is not published, or at no published size has this width.
create or replace function ledger.published_tile(lvl int, n bigint, width int) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select substr(t.hashes, 1, width * 32) from ledger.tile t where t.level = lvl and t.number = n and lvl < 7 and width between 1 and 256
    and exists (select from ledger.checkpoint c where c.day is not null and case when width = 256
      then trunc(c.size / 256::numeric ^ lvl) >= (n + 1) * 256 else trunc(c.size / 256::numeric ^ lvl) = n * 256 + width end)
$$;
alter function ledger.published_tile(int, bigint, int) owner to manumit_guard;
revoke all on function ledger.published_tile(int, bigint, int) from public;
grant execute on function ledger.published_tile(int, bigint, int) to manumit_app;
