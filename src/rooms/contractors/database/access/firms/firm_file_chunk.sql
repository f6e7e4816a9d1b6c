comment on table contractors.firm_file_chunk is
  'The bytes of a file that a firm sent. Only the contracting party reads them. Deleted after a period (retention).';
comment on column contractors.firm_file_chunk.bytes is 'A part of the file, in the order of `seq`.';

alter table contractors.firm_file_chunk enable row level security;
alter table contractors.firm_file_chunk force row level security;
grant select, insert on contractors.firm_file_chunk to manumit_app;
grant select, delete on contractors.firm_file_chunk to manumit_guard;

create policy firm_file_chunk_read on contractors.firm_file_chunk for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy firm_file_chunk_add on contractors.firm_file_chunk for insert to manumit_app with check (
  file_id in (select m.id from contractors.firm_message m where m.link_id = (select contractors.own_firm_link()))
);

-- The nightly job deletes what is due.
create policy guard_all on contractors.firm_file_chunk to manumit_guard using (true) with check (true);

create policy owner_all on contractors.firm_file_chunk to manumit_schema using (true) with check (true);
