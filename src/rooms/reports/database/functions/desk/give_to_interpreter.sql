-- A reader gives one report to an interpreter until a day (5e, A1.5), with a note for the other readers, which names the interpreter's
-- keys, and the record of the act. Refused for a caller without a wrap of it, for a person who is no interpreter there, and for a person
-- who was left out of the report or is of the post of one who was. Given again, the new
-- day holds; sent again, it changes nothing.
create or replace function reports.give_to_interpreter(
  report uuid, interpreter int, wrap bytea, last_day date, note_id uuid, note bytea, today date, action_hash bytea, action_salt bytea,
  action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int := reports.own_wrap_number(report); o reports.report; next int;
begin
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  -- Waits for another act on the same report: each gets a place of its own in its history.
  select * into o from reports.report r where r.id = report for update;
  if not exists (select from reports.reader r where r.channel_id = o.channel_id and r.number = interpreter
    and r.reader_function = 'interpreter' and r.removed_at is null) or reports.was_left_out(report, interpreter) then
    raise exception using message = 'reports/not-an-interpreter', errcode = 'MA010';
  end if;
  insert into reports.note values (note_id, report, note, today) on conflict (id) do nothing;
  if not found then
    if exists (select from reports.note n where n.id = note_id and n.report_id = report and n.encrypted = note) then return; end if;
    raise exception using message = 'platform/conflict', errcode = 'MA010';
  end if;
  insert into reports.interpreter_wrap values (report, o.channel_id, interpreter, me, today, last_day, wrap)
    on conflict (report_id, interpreter_number) do update set given_by = me, given_on = today, until = last_day, bytes = wrap;
  select coalesce(max(c.place), 0) + 1 into next from reports.report_change c where c.report_id = report;
  if next + (select count(*) from reports.interpreter_wrap i where i.report_id = report) > 900 then
    raise exception using message = 'reports/assigned-too-often', errcode = 'MA010';
  end if;
  insert into reports.report_change values (report, next, 'give-to-interpreter', o.state, me, today);
  insert into reports.recorded_action values (action_hash, o.channel_id, today, action_salt, action_detail);
end
$$;
alter function reports.give_to_interpreter(uuid, int, bytea, date, uuid, bytea, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.give_to_interpreter(uuid, int, bytea, date, uuid, bytea, date, bytea, bytea, jsonb) from public;
grant execute on function reports.give_to_interpreter(uuid, int, bytea, date, uuid, bytea, date, bytea, bytea, jsonb) to manumit_app;
