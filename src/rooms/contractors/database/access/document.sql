comment on table contractors.document is
  'A file of a contract that was read and checked (5f). The file is deleted once it is read: its name, hash and findings stay.';
comment on column contractors.document.contract_id is 'The contract that it belongs to; null: not known yet, a person names it.';
comment on column contractors.document.drop_id is 'The files that were dropped together: they can be undone together.';
comment on column contractors.document.sha256 is 'The hash of the file: the same file again changes nothing.';
comment on column contractors.document.dated is 'The first date on its first page; null: none was found.';
comment on column contractors.document.scanned is 'How many pages hold pictures and no text.';
comment on column contractors.document.ocr_pages is 'Pages of pictures that a program of the machine read (OCR): letters may be wrong.';
comment on column contractors.document.links is
  'Its title and first words, and quotes in which it names other documents: what it takes over, and what prevails.';
comment on column contractors.document.general is
  'General conditions of the party: in force, or withdrawn. Null: it is a document of one contract.';
comment on column contractors.document.unread is 'Why it was not read; null: it was.';
comment on column contractors.document.likely is 'Numbers of contracts in its name or on its first page, where there are several.';

alter table contractors.document enable row level security;
alter table contractors.document force row level security;
grant select, insert, delete on contractors.document to manumit_app;
grant update (contract_id, links, general) on contractors.document to manumit_app;

create policy document_read on contractors.document for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy document_add on contractors.document for insert to manumit_app with check (
  read_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy document_change on contractors.document for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy document_undo on contractors.document for delete to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy document_owner on contractors.document to manumit_schema using (true) with check (true);

-- `count_parties` counts for headquarters.
grant select on contractors.document to manumit_guard;
create policy document_guard on contractors.document for select to manumit_guard using (true);
