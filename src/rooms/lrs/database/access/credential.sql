comment on table lrs.credential is
  'The credential of a source: a key that names it and a secret of 256 bits. Only the hash over both is stored.';
comment on column lrs.credential.secret_hash is 'SHA-256 over key and secret. The secret is random, so a plain hash is enough.';

alter table lrs.credential enable row level security;
alter table lrs.credential force row level security;
grant insert on lrs.credential to manumit_app;
grant select (id, source_id, party_id, created_at, created_by, revoked_at, revoked_by) on lrs.credential to manumit_app;
grant update (revoked_at, revoked_by) on lrs.credential to manumit_app;
grant select on lrs.credential to manumit_guard;

create policy credential_read on lrs.credential for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('record-source-managers')))::uuid[])
);

create policy credential_give on lrs.credential for insert to manumit_app with check (
  created_by = (select identity.person())
  and revoked_at is null
  and (select identity.operator())
  and (source_id, party_id) in (select id, party_id from lrs.source)
);

create policy credential_revoke on lrs.credential for update to manumit_app using (
  revoked_at is null
  and (select identity.operator())
) with check (revoked_by = (select identity.person()));

create policy guard_all on lrs.credential to manumit_guard using (true) with check (true);

create policy owner_all on lrs.credential to manumit_schema using (true) with check (true);

create trigger add_number after insert on lrs.credential
  referencing new table as added for each statement execute function identity.add_number();

create trigger remove_number after delete on lrs.credential
  referencing old table as gone for each statement execute function identity.remove_number();
