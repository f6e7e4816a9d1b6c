-- The orders of the list of imports (import.store.ts), of all and of one subject.
create index batch_title on imports.batch (title, id);
create index batch_imported on imports.batch (imported, id);
create index batch_subject_started on imports.batch (subject, started_at, id);
create index batch_subject_title on imports.batch (subject, title, id);
create index batch_subject_imported on imports.batch (subject, imported, id);
