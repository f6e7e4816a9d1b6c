-- The days of a period on which readers of a channel read a test report. None where this program records no test reports yet.
create or replace function reports.tested_days(channel uuid, first_day date, last_day date) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare days jsonb := '[]';
begin
  if to_regclass('reports.test_wrap') is not null then
    execute $q$select coalesce(jsonb_agg(distinct w.read_on), '[]') from reports.test_wrap w
      where w.channel_id = $1 and w.read_on between $2 and $3$q$ into days using channel, first_day, last_day;
  end if;
  return days;
end
$$;
alter function reports.tested_days(uuid, date, date) owner to manumit_guard;
revoke all on function reports.tested_days(uuid, date, date) from public;
