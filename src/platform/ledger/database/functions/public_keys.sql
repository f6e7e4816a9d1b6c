-- The public keys, each from the first published size it vouches for. The size at which it first signed would reveal the number of
-- commands at that moment.
create or replace function ledger.public_keys() returns table (vkey text, from_size bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.vkey, min(c.size) from ledger.log_key k join ledger.checkpoint c on c.day is not null and c.size >= k.from_size group by k.vkey
    order by 2, 1
$$;
alter function ledger.public_keys() owner to manumit_guard;
revoke all on function ledger.public_keys() from public;
grant execute on function ledger.public_keys() to manumit_app;
