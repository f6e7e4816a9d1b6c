comment on table reports.note is
  'Notes of readers on a report, encrypted to its key: readers with a wrap of it open them, and the reporter''s code does not.';
comment on column reports.note.id is 'A random UUID (version 4), made in the reader''s browser.';

comment on column reports.note.interpreter_number is 'The interpreter who wrote it; null for a reader. Which reader, its ciphertext says.';
comment on column reports.note.encrypted is 'Ciphertext. Which reader wrote it is inside.';

alter table reports.note enable row level security;
alter table reports.note force row level security;
grant select on reports.note to manumit_app;
grant select, insert on reports.note to manumit_guard;

create policy note_read on reports.note for select to manumit_app using (
  exists (select from reports.wrap w where w.report_id = note.report_id)
);

create policy guard_all on reports.note to manumit_guard using (true) with check (true);

create policy owner_all on reports.note to manumit_schema using (true) with check (true);
