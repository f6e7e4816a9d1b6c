comment on table contractors.firm_file is
  'A file that a firm sent by its link (5f, P5f.4): what it is, its name, size and hash. Stored once, never changed; its bytes are deleted '
  'after a period (retention).';
comment on column contractors.firm_file.id is 'The id of the text that the firm sent with it; see firm_message.';
comment on column contractors.firm_file.firm_id is 'The firm: its member, or the contract where it is the contractor.';
comment on column contractors.firm_file.about is 'What the firm says that it is.';
comment on column contractors.firm_file.pages is 'How many pages a PDF has; null: another kind of file.';

alter table contractors.firm_file enable row level security;
alter table contractors.firm_file force row level security;
grant select, insert on contractors.firm_file to manumit_app;

create policy firm_file_read on contractors.firm_file for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

-- A firm sees that its own files arrived, and never opens one: see firm_file_chunk.
create policy firm_file_of_firm on contractors.firm_file for select to manumit_app using (
  firm_id = (select contractors.own_firm())
  and id in (select m.id from contractors.firm_message m)
);

create policy firm_file_add on contractors.firm_file for insert to manumit_app with check (
  id in (select m.id from contractors.firm_message m where m.link_id = (select contractors.own_firm_link()))
);

create policy owner_all on contractors.firm_file to manumit_schema using (true) with check (true);
