-- Any reader of a report ends its interpreting: from this moment the interpreter is served nothing of it. Ended already, it changes
-- nothing. A place of the history is kept for it (handle_report).
create or replace function reports.end_interpreting(
  report uuid, interpreter int, today date, action_hash bytea, action_salt bytea, action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int := reports.own_wrap_number(report); o reports.report;
begin
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  select * into o from reports.report r where r.id = report for update;
  delete from reports.interpreter_wrap i where i.report_id = report and i.interpreter_number = interpreter;
  if not found then return; end if;
  insert into reports.report_change
    select report, coalesce(max(c.place), 0) + 1, 'end-interpreting', o.state, me, today from reports.report_change c
    where c.report_id = report;
  insert into reports.recorded_action values (action_hash, o.channel_id, today, action_salt, action_detail);
end
$$;
alter function reports.end_interpreting(uuid, int, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.end_interpreting(uuid, int, date, bytea, bytea, jsonb) from public;
grant execute on function reports.end_interpreting(uuid, int, date, bytea, bytea, jsonb) to manumit_app;
