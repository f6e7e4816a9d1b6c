comment on table evidence.document_chunk is
  'Chunks of one mebibyte, so that a file is streamed in small parts and is stored or removed within its transaction.';
comment on column evidence.document_chunk.bytes is 'A part of the file, in the order of `seq`.';

alter table evidence.document_chunk enable row level security;
alter table evidence.document_chunk force row level security;
grant select, insert on evidence.document_chunk to manumit_app;
grant select, insert, update, delete on evidence.document_chunk to manumit_guard;

create policy chunk_read on evidence.document_chunk for select to manumit_app using (
  exists (select from evidence.document d where d.id = document_id)
);

create policy chunk_add on evidence.document_chunk for insert to manumit_app with check (
  exists (
    select
    from evidence.document d
    where d.id = document_id and d.uploaded_by = (select identity.person()) and d.xmin = pg_current_xact_id()::xid
  )
);

create policy guard_all on evidence.document_chunk to manumit_guard using (true) with check (true);

create policy owner_all on evidence.document_chunk to manumit_schema using (true) with check (true);
