-- The readers of open channels who get the mail of a day, once: empty where the day was begun before.
-- An interpreter gets none: nothing waits for them of which they were not notified. A reader whom no list has named yet gets none either:
-- no report was encrypted to them. One whom only an earlier list names still holds its reports, and what is due with them.
create or replace function reports.begin_notices(which date) returns setof uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  insert into reports.notice_day values (which) on conflict do nothing;
  if not found then return; end if;
  return query select distinct r.person_id from reports.reader r join reports.channel c on c.id = r.channel_id
    where r.removed_at is null and r.reader_function <> 'interpreter' and c.opened_on is not null and c.closed_on is null
      and exists (select from reports.manifest m where m.channel_id = r.channel_id and r.number = any (m.readers));
end
$$;
alter function reports.begin_notices(date) owner to manumit_guard;
revoke all on function reports.begin_notices(date) from public;
grant execute on function reports.begin_notices(date) to manumit_app;
