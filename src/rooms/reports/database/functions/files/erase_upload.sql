-- Erases the container of a ticket with all its chunks, with the record of the act. A ticket that opens nothing is refused.
create or replace function reports.erase_upload(ticket bytea, today date, action_hash bytea, action_salt bytea, action_detail jsonb)
  returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare erased uuid;
begin
  delete from reports.container c where c.ticket_hash = ticket and c.expires_on >= today returning c.report_id into erased;
  if not found then raise exception using message = 'reports/unknown-ticket', errcode = 'MA010'; end if;
  insert into reports.recorded_action select action_hash, r.channel_id, today, action_salt, action_detail
    from reports.report r where r.id = erased;
end
$$;
alter function reports.erase_upload(bytea, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.erase_upload(bytea, date, bytea, bytea, jsonb) from public;
grant execute on function reports.erase_upload(bytea, date, bytea, bytea, jsonb) to manumit_app;
