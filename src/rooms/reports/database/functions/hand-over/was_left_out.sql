-- Whether a reader must never get a report: its reporter's browser left out this person, or a reader of the same post (the same unit), when
-- it was encrypted. So no succession, recovery or new wrap reaches who was left out, under whichever number they read.
-- A report that is closed as a duplicate is kept from them too: else they would learn that there is another, which they may not have.
create or replace function reports.was_left_out(report uuid, newcomer int) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from reports.report r
      join reports.manifest m on m.channel_id = r.channel_id and m.number = r.manifest_number
      join reports.reader n on n.channel_id = r.channel_id and n.number = newcomer
      join reports.reader o on o.channel_id = r.channel_id and o.number = any (m.readers)
        and (o.number = n.number or o.person_id = n.person_id or o.unit = n.unit)
    where (r.id = report or r.id in (
        select d.same_as from reports.duplicate d join reports.report c on c.id = d.report_id
        where d.report_id = report and c.closed_as = 'duplicate'))
      and not exists (select from reports.wrap w where w.report_id = r.id and w.reader_number = o.number))
$$;
alter function reports.was_left_out(uuid, int) owner to manumit_guard;
revoke all on function reports.was_left_out(uuid, int) from public;
