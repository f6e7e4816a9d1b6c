-- What an interpreter writes on the report they interpret today: a note for its readers, encrypted to its key, with the record of the act.
-- Sent again it changes nothing.
create or replace function reports.leave_interpreter_note(
  report uuid, note_id uuid, note bytea, today date, action_hash bytea, action_salt bytea, action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int; in_channel uuid;
begin
  select o.number, o.channel into me, in_channel from reports.own_interpreted(today) o where o.report = leave_interpreter_note.report;
  if not found then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  insert into reports.note (id, report_id, encrypted, written_on, interpreter_number) values (note_id, report, note, today, me)
    on conflict (id) do nothing;
  if not found then
    if exists (select from reports.note n
      where n.id = note_id and n.report_id = leave_interpreter_note.report and n.encrypted = note and n.interpreter_number = me)
    then return; end if;
    raise exception using message = 'platform/conflict', errcode = 'MA010';
  end if;
  insert into reports.recorded_action values (action_hash, in_channel, today, action_salt, action_detail);
end
$$;
alter function reports.leave_interpreter_note(uuid, uuid, bytea, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.leave_interpreter_note(uuid, uuid, bytea, date, bytea, bytea, jsonb) from public;
grant execute on function reports.leave_interpreter_note(uuid, uuid, bytea, date, bytea, bytea, jsonb) to manumit_app;
