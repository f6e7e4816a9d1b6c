-- Queues one mail to a person who holds these reports of danger, and records that they were notified. False, with nothing done, where they
-- were notified of danger in the last minutes: their next mail then speaks for these reports too. False also where nothing is left to
-- report.
create or replace function reports.tell_of_danger(
  who uuid, which uuid[], message uuid, content bytea, moment timestamptz, merge_minutes int
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  delete from reports.danger_page where at <= moment - make_interval(mins => merge_minutes);
  insert into reports.danger_page values (who, moment) on conflict do nothing;
  if not found then return false; end if;
  insert into reports.danger_notice
    select d.report_id, who, message from reports.danger d
    where d.report_id = any (which) and exists (
      select from reports.wrap w join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
      where w.report_id = d.report_id and r.person_id = who and r.removed_at is null)
    on conflict do nothing;
  if not found then
    delete from reports.danger_page where person_id = who;
    return false;
  end if;
  perform mail.queue_notice(message, who, 'danger', content, moment);
  return true;
end
$$;
alter function reports.tell_of_danger(uuid, uuid[], uuid, bytea, timestamptz, int) owner to manumit_guard;
revoke all on function reports.tell_of_danger(uuid, uuid[], uuid, bytea, timestamptz, int) from public;
grant execute on function reports.tell_of_danger(uuid, uuid[], uuid, bytea, timestamptz, int) to manumit_app;
