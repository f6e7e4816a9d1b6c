-- Opens the container for the files of a report that was just accepted, under the ticket of its reporter. Where files have no room it opens
-- none: the text is stored all the same, and the ticket then finds nothing. Containers that were not finished in time are erased here.
create or replace function reports.open_container(report uuid, size int, ticket bytea, today date, file_bytes bigint) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from reports.container c where c.report_id = report) then return; end if;
  delete from reports.container c where c.expires_on < today and not c.is_whole
    and (select count(*) from reports.chunk p where p.report_id = c.report_id) < ceil(c.bytes / 65536.0);
  if not reports.has_room('{reports.chunk}', file_bytes - size + 1) then return; end if;
  insert into reports.container values (report, size, ticket, today + 7);
end
$$;
alter function reports.open_container(uuid, int, bytea, date, bigint) owner to manumit_guard;
revoke all on function reports.open_container(uuid, int, bytea, date, bigint) from public;
grant execute on function reports.open_container(uuid, int, bytea, date, bigint) to manumit_app;
