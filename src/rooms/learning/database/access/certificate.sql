comment on table training.certificate is
  'Proof for a person that a module was passed. The paper holds a signed token; this row holds its number and whether it is still '
  'valid.';
comment on column training.certificate.number is
  '100 random bits, without letters that look like digits. Knowing the number means having the paper.';

comment on column training.certificate.review is
  'Whether a practitioner had reviewed the content that was learned when the certificate was issued: in which function, and when.';

alter table training.certificate enable row level security;
alter table training.certificate force row level security;
grant select, insert on training.certificate to manumit_app;
grant update (revoked_at, revoked_by, revocation_reason) on training.certificate to manumit_app;
grant select, update on training.certificate to manumit_guard;

create policy certificate_read on training.certificate for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
  or trainee_id = (select training.own_trainee())
  or trainee_id in (select t.id from training.trainee t where t.person_id = (select identity.person()))
);

-- Only for a completion that counts, of the person the certificate names.
create policy certificate_issue on training.certificate for insert to manumit_app with check (
  issued_by = (select identity.person())
  and revoked_by is null
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
  and exists (
    select
    from training.completion c
    where c.id = completion_id
      and c.trainee_id = certificate.trainee_id
      and c.module_id = certificate.module_id
      and c.module_version = certificate.module_version
      and c.lessons is null
      and c.revoked_at is null
  )
);

create policy certificate_revoke on training.certificate for update to manumit_app using (
  revoked_at is null
  and party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
) with check (
  revoked_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy certificate_guard on training.certificate to manumit_guard using (true);

create policy certificate_guard_change on training.certificate for update to manumit_guard using (true) with check (true);

create policy certificate_owner on training.certificate to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on training.certificate
  for each statement execute function platform.record_public_change();
