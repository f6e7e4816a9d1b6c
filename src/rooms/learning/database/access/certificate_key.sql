comment on table training.certificate_key is
  'The public keys that verify certificates, one for each master key there ever was. The owner of the tables alone writes them, from '
  'the key file at start: a key that SQL could add would certify courses that were not passed.';
comment on column training.certificate_key.public_key is 'The Ed25519 key.';

alter table training.certificate_key enable row level security;
alter table training.certificate_key force row level security;
grant select on training.certificate_key to manumit_app;
grant select on training.certificate_key to manumit_guard;

create policy certificate_key_read on training.certificate_key for select to manumit_app using (true);

create policy certificate_key_guard on training.certificate_key to manumit_guard using (true);

create policy certificate_key_owner on training.certificate_key to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on training.certificate_key
  for each statement execute function platform.record_public_change();
