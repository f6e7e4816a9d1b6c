-- Whether a report may be closed as a duplicate: it is marked as the same matter as another one that is not closed as a duplicate itself,
-- and each of its present readers holds that one too. So nobody loses the matter, and no reader learns by a closed report that there is one
-- from which they were left out.
create or replace function reports.loses_nobody(report uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from reports.duplicate d join reports.report o on o.id = d.same_as
    where d.report_id = loses_nobody.report and o.closed_as is distinct from 'duplicate' and not exists (
      select from reports.wrap w join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
      where w.report_id = loses_nobody.report and r.removed_at is null
        and not exists (select from reports.wrap x where x.report_id = d.same_as and x.reader_number = w.reader_number)))
$$;
alter function reports.loses_nobody(uuid) owner to manumit_guard;
revoke all on function reports.loses_nobody(uuid) from public;
