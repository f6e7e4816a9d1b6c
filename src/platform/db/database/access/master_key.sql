comment on table platform.master_key is
  'The ids of the master keys that have encrypted data in this database, never a key. A start uses them to notice a missing or foreign '
  'key file before it encrypts anything with the wrong key. The application role has no access.';
comment on column platform.master_key.id is 'A fingerprint of the key, from which the key cannot be computed.';
comment on column platform.master_key.generation is 'Increases when the key is rotated.';

alter table platform.master_key enable row level security;
alter table platform.master_key force row level security;

create policy master_key_owner on platform.master_key to manumit_schema using (true) with check (true);
