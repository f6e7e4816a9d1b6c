comment on table contractors.modification is
  'A modification proposed to the firm so that a running contract carries its clause set, and whether it was agreed (5f).';
comment on column contractors.modification.how is 'How it was proposed, such as by letter, and what it is to bring in.';
comment on column contractors.modification.note is 'By which modification it was agreed, or why it was refused.';

alter table contractors.modification enable row level security;
alter table contractors.modification force row level security;
grant select, insert on contractors.modification to manumit_app;
grant update (outcome, decided_on, decided_by, note, version) on contractors.modification to manumit_app;

create policy modification_read on contractors.modification for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy modification_add on contractors.modification for insert to manumit_app with check (
  proposed_by = (select identity.person())
  and outcome is null
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy modification_decide on contractors.modification for update to manumit_app using (
  outcome is null
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
) with check (decided_by = (select identity.person()));

create policy modification_owner on contractors.modification to manumit_schema using (true) with check (true);
