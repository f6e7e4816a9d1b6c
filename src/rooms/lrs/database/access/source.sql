comment on table lrs.source is 'A system that sends statements: it belongs to a party and has a name.';

alter table lrs.source enable row level security;
alter table lrs.source force row level security;
-- The installation issues sources and credentials. Those responsible for training or access at the party can list them. Hashes cannot be
-- read.
grant select, insert on lrs.source to manumit_app;
grant select on lrs.source to manumit_guard;

create policy source_read on lrs.source for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('record-source-managers')))::uuid[])
);

create policy source_open on lrs.source for insert to manumit_app with check (
  created_by = (select identity.person())
  and (select identity.operator())
);

create policy guard_all on lrs.source to manumit_guard using (true) with check (true);

create policy owner_all on lrs.source to manumit_schema using (true) with check (true);
