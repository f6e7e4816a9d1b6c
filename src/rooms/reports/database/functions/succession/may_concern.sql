-- Whether a report may be about a reader or their unit, as far as the wraps can show it. A successor opens reports alone: no other reader
-- looks first whom a report is about, as at a hand-over. A reporter names a unit that the list shows, or one above it. Then every reader in
-- it, below it and above it was left out. So this asks whether a unit explains who was left out, and is that of the successor, one above
-- it or one below it.
create or replace function reports.may_concern(report uuid, successor int) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select reports.was_left_out(report, successor) or exists (
    select from reports.report r
      join reports.manifest m on m.channel_id = r.channel_id and m.number = r.manifest_number
      join reports.reader n on n.channel_id = r.channel_id and n.number = successor
      join reports.reader o on o.channel_id = r.channel_id and o.number = any (m.readers)
      cross join lateral generate_series(1, cardinality(o.unit)) depth
    where (r.id = report or r.id in (
        select d.same_as from reports.duplicate d join reports.report c on c.id = d.report_id
        where d.report_id = report and c.closed_as = 'duplicate'))
      and not exists (select from reports.wrap w where w.report_id = r.id and w.reader_number = o.number)
      and n.unit[1:least(cardinality(n.unit), depth)] = o.unit[1:least(cardinality(n.unit), depth)]
      -- A reader with a wrap in this unit, above it or below it: the report is not about it.
      and not exists (
        select from reports.wrap w join reports.reader h on h.channel_id = w.channel_id and h.number = w.reader_number
        where w.report_id = r.id and h.number = any (m.readers)
          and h.unit[1:least(cardinality(h.unit), depth)] = o.unit[1:least(cardinality(h.unit), depth)]))
$$;
alter function reports.may_concern(uuid, int) owner to manumit_guard;
revoke all on function reports.may_concern(uuid, int) from public;
