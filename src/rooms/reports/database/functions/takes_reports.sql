-- Whether reporters can write to a channel: it is open, and a leaf of a day names a list of its readers (5e). Their browsers demand that
-- leaf. Public, as its page says the same.
create or replace function reports.takes_reports(of_channel uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from reports.channel c join reports.daily_leaf l on l.channel_id = c.id
    where c.id = of_channel and c.opened_on is not null and c.closed_on is null and l.manifest_number is not null)
$$;
alter function reports.takes_reports(uuid) owner to manumit_guard;
revoke all on function reports.takes_reports(uuid) from public;
grant execute on function reports.takes_reports(uuid) to manumit_app;
