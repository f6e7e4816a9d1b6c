comment on table reports.container is
  'The files of a report: one encrypted container of one of nine sizes, with their names and types inside. Whole once it has all chunks.';
comment on column reports.container.ticket_hash is
  'SHA-256 of the upload ticket, which the reporter''s browser made. It stores chunks and erases the container, and opens nothing.';
comment on column reports.container.is_whole is 'Whether all its chunks are stored. The clean-up leaves it then; its ticket can erase it.';
comment on column reports.container.expires_on is 'The last day of the ticket. A container that is not whole by then is erased.';

alter table reports.container enable row level security;
alter table reports.container force row level security;
grant select (report_id, bytes) on reports.container to manumit_app;
grant select, insert, delete, update (is_whole) on reports.container to manumit_guard;

create policy container_read on reports.container for select to manumit_app using (report_id in (select w.report_id from reports.wrap w));

create policy guard_all on reports.container to manumit_guard using (true) with check (true);

create policy owner_all on reports.container to manumit_schema using (true) with check (true);
