-- A reader who holds two reports of a channel marks one as the same matter as the other, or takes the mark back, with the record of it.
-- While a report is closed as a duplicate its marks stay: its readers were informed that the matter goes on in the other. Sent again it
-- changes nothing.
create or replace function reports.link_duplicate(
  report uuid, other uuid, is_same boolean, today date, action_hash bytea, action_salt bytea, action_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int := reports.own_wrap_number(report); o reports.report;
begin
  if me is null or reports.own_wrap_number(other) is null then
    raise exception using message = 'platform/not-found', errcode = 'MA010';
  end if;
  select * into o from reports.report r where r.id = report for update;
  if other = report or exists (select from reports.report r where r.id = other and r.channel_id <> o.channel_id) then
    raise exception using message = 'reports/not-the-same', errcode = 'MA010';
  end if;
  if is_same then
    insert into reports.duplicate values (report, other, me, today) on conflict do nothing;
  else
    if o.closed_as = 'duplicate' then raise exception using message = 'reports/not-in-this-state', errcode = 'MA010'; end if;
    delete from reports.duplicate d where d.report_id = report and d.same_as = other;
  end if;
  if found then insert into reports.recorded_action values (action_hash, o.channel_id, today, action_salt, action_detail); end if;
end
$$;
alter function reports.link_duplicate(uuid, uuid, boolean, date, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.link_duplicate(uuid, uuid, boolean, date, bytea, bytea, jsonb) from public;
grant execute on function reports.link_duplicate(uuid, uuid, boolean, date, bytea, bytea, jsonb) to manumit_app;
