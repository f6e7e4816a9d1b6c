-- Appends leaves to a tree of this size.
create or replace function ledger.grow(before bigint, leaves bytea[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare lvl int := 0; many bigint := before; n bigint; part bytea; full_roots bytea[]; h bytea;
begin
  while cardinality(leaves) > 0 loop
    n := many / 256;
    select t.hashes into part from ledger.tile t where t.level = lvl and t.number = n;
    part := coalesce(part, '');
    if length(part) <> (many % 256) * 32 then raise exception 'tile %/% does not end where the tree does', lvl, n; end if;
    full_roots := '{}';
    foreach h in array leaves loop
      part := part || h;
      continue when length(part) < 8192;
      insert into ledger.tile values (lvl, n, part) on conflict (level, number) do update set hashes = excluded.hashes;
      full_roots := full_roots || ledger.tile_root(part);
      n := n + 1;
      part := '';
    end loop;
    if length(part) > 0 then
      insert into ledger.tile values (lvl, n, part) on conflict (level, number) do update set hashes = excluded.hashes;
    end if;
    leaves := full_roots;
    many := many / 256;
    lvl := lvl + 1;
  end loop;
end
$$;
alter function ledger.grow(bigint, bytea[]) owner to manumit_guard;
revoke all on function ledger.grow(bigint, bytea[]) from public;
