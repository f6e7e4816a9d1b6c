comment on table ledger.opening is
  'What opens a commitment: the salt and the command''s content. Erasing this row erases the content; the leaf stays. The ledger''s own '
  'tables grow with every command and only one function writes them, so they refer to entries without foreign keys (and can be '
  'partitioned).';
comment on column ledger.opening.salt is '16 random bytes; without them the content cannot be guessed from the commitment.';
comment on column ledger.opening.detail is 'What the command did, as JSON. Only the actor reads it.';

alter table ledger.opening enable row level security;
alter table ledger.opening force row level security;
grant select on ledger.opening to manumit_app;
grant select, insert, delete on ledger.opening to manumit_guard;

create policy opening_read on ledger.opening for select to manumit_app using (
  exists (select from ledger.entry e where e.id = entry_id and e.person_id = (select identity.person()))
);

create policy guard_all on ledger.opening to manumit_guard using (true) with check (true);

create policy owner_all on ledger.opening to manumit_schema using (true) with check (true);
