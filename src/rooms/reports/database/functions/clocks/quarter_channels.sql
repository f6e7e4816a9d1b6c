-- How the channels of parties were kept over a quarter, for the program that measures it: days and one count for each channel. Counted are
-- reports that every present reader of their list holds; of five readers or more, one may lack it, as one is left out at random. Who is
-- never left out at random (child protection, the parent's duty) counts as two, so that none of them learns by subtraction that a report
-- exists from which they were left out.
create or replace function reports.quarter_channels(first_day date, last_day date) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object(
    'party', coalesce(c.operation_id, c.party_id), 'openedOn', c.opened_on, 'closedOn', c.closed_on,
    'attendedOn', (select coalesce(jsonb_agg(a.day order by a.day), '[]') from reports.attended_day a
      where a.channel_id = c.id and a.day >= first_day - 40 and a.day <= last_day),
    'testedOn', reports.tested_days(c.id, first_day, last_day),
    'counted', (select count(*) from reports.report p
      join reports.manifest m on m.channel_id = p.channel_id and m.number = p.manifest_number
      where p.channel_id = c.id and p.received_on between first_day and last_day
        and (select coalesce(sum(case r.reader_function when 'reader' then 1 else 2 end), 0) from reports.reader r
          where r.channel_id = c.id and r.number = any (m.readers) and r.removed_at is null
            and not exists (select from reports.wrap w where w.report_id = p.id and w.reader_number = r.number))
          <= case when cardinality(m.readers) >= 5 then 1 else 0 end))), '[]')
    from reports.channel c where c.opened_on <= last_day and (c.closed_on is null or c.closed_on > first_day));
end
$$;
alter function reports.quarter_channels(date, date) owner to manumit_guard;
revoke all on function reports.quarter_channels(date, date) from public;
grant execute on function reports.quarter_channels(date, date) to manumit_app;
