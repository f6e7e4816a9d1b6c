comment on table reports.chunk is 'The encrypted container of the files of a report, in chunks of 64 KiB; the last one is shorter.';
comment on column reports.chunk.bytes is 'Ciphertext. The server has no key.';

alter table reports.chunk enable row level security;
alter table reports.chunk force row level security;
grant select on reports.chunk to manumit_app;
grant select, insert, delete on reports.chunk to manumit_guard;

create policy chunk_read on reports.chunk for select to manumit_app using (report_id in (select w.report_id from reports.wrap w));

create policy guard_all on reports.chunk to manumit_guard using (true) with check (true);

create policy owner_all on reports.chunk to manumit_schema using (true) with check (true);
