comment on table lrs.source is 'A system that sends: of a party, by a name.';

alter table lrs.source enable row level security;
alter table lrs.source force row level security;
-- Sources and credentials are the installation's to give; who answers for training or for access at the party sees which there are. Hashes
-- are read by nobody.
grant select, insert on lrs.source to manumit_app;
grant select on lrs.source to manumit_guard;

create policy source_read on lrs.source for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,party-admin}'))::uuid[])
);

create policy source_open on lrs.source for insert to manumit_app with check (
  created_by = (select identity.person())
  and (select identity.operator())
);

create policy guard_all on lrs.source to manumit_guard using (true) with check (true);

create policy owner_all on lrs.source to manumit_schema using (true) with check (true);
