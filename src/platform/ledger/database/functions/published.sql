-- The published checkpoints, each with its cosignatures. Public.
create or replace function ledger.published() returns table (day date, size bigint, root bytea, note text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.day, c.size, c.root, c.note || coalesce((select string_agg(g.line, '' order by g.line) from ledger.cosignature g
    where g.size = c.size), '')
  from ledger.checkpoint c where c.day is not null order by c.size
$$;
alter function ledger.published() owner to manumit_guard;
revoke all on function ledger.published() from public;
grant execute on function ledger.published() to manumit_app;
