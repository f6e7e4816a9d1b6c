-- The root of a full tile.
create or replace function ledger.tile_root(hashes bytea) returns bytea
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare above bytea;
begin
  while length(hashes) > 32 loop
    above := '';
    for at in 0 .. length(hashes) / 64 - 1 loop above := above || sha256('\x01'::bytea || substr(hashes, at * 64 + 1, 64)); end loop;
    hashes := above;
  end loop;
  return hashes;
end
$$;
alter function ledger.tile_root(bytea) owner to manumit_guard;
revoke all on function ledger.tile_root(bytea) from public;
