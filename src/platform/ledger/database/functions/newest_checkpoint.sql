-- The latest signed checkpoint, for the process that serves it to witnesses.
create or replace function ledger.newest_checkpoint() returns table (size bigint, note text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.size, c.note from ledger.checkpoint c order by c.size desc limit 1
$$;
alter function ledger.newest_checkpoint() owner to manumit_guard;
revoke all on function ledger.newest_checkpoint() from public;
grant execute on function ledger.newest_checkpoint() to manumit_app;
