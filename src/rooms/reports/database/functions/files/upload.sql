-- What an upload ticket opens: the size of its container and the number of chunks that are stored; null for an unknown or expired ticket.
create or replace function reports.upload(ticket bytea, today date) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'bytes', c.bytes, 'stored', (select count(*) from reports.chunk p where p.report_id = c.report_id), 'until', c.expires_on)
  from reports.container c where c.ticket_hash = ticket and c.expires_on >= today
$$;
alter function reports.upload(bytea, date) owner to manumit_guard;
revoke all on function reports.upload(bytea, date) from public;
grant execute on function reports.upload(bytea, date) to manumit_app;
