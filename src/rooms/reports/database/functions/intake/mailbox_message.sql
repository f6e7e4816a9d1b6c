-- One message of the thread that a code opens; null where there is none.
create or replace function reports.mailbox_message(id_hash bytea, toward text, at_place int) returns bytea
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select m.encrypted from reports.message m join reports.report r on r.id = m.report_id
  where r.mailbox_hash = id_hash and m.direction = toward and m.place = at_place
$$;
alter function reports.mailbox_message(bytea, text, int) owner to manumit_guard;
revoke all on function reports.mailbox_message(bytea, text, int) from public;
grant execute on function reports.mailbox_message(bytea, text, int) to manumit_app;
