create or replace function ledger.witnesses() returns table (id uuid, name text, vkey text, url text, size bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select w.id, w.name, w.vkey, w.url, w.size from ledger.witness w where w.ended_at is null order by w.name
$$;
alter function ledger.witnesses() owner to manumit_guard;
revoke all on function ledger.witnesses() from public;
grant execute on function ledger.witnesses() to manumit_app;
