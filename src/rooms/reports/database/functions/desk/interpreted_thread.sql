-- The thread of a report for its interpreter, and the notes that this interpreter wrote: null where the caller does not interpret it today.
create or replace function reports.interpreted_thread(report uuid, today date) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'messages', coalesce((select jsonb_agg(jsonb_build_object('direction', m.direction, 'place', m.place, 'day', m.sent_on,
        'encrypted', translate(encode(m.encrypted, 'base64'), E'\n', '')) order by m.sent_on, m.direction, m.place)
      from reports.message m where m.report_id = o.report), '[]'),
    'notes', coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'day', n.written_on,
        'encrypted', translate(encode(n.encrypted, 'base64'), E'\n', '')) order by n.written_on, n.id)
      from reports.note n where n.report_id = o.report and n.interpreter_number = o.number), '[]'))
  from reports.own_interpreted(interpreted_thread.today) o where o.report = interpreted_thread.report
$$;
alter function reports.interpreted_thread(uuid, date) owner to manumit_guard;
revoke all on function reports.interpreted_thread(uuid, date) from public;
grant execute on function reports.interpreted_thread(uuid, date) to manumit_app;
