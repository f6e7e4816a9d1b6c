comment on table policy.imported_edition is
  'An edition imported at the desk, with its whole content; in force from its first day on. The policy office and auditors see drafts.';
comment on column policy.imported_edition.edition_id is 'The id in its edition.yaml: records made under it name it.';
comment on column policy.imported_edition.content is 'The checked edition with questionnaires and mapping; it is never changed.';
comment on column policy.imported_edition.from_day is
  'The first day on which it is in force (UTC), always after the day of the decision.';
comment on column policy.imported_edition.consultation_id is
  'The consultation of the register on which the decision rests; body, date and outcome are copied from it.';

alter table policy.imported_edition enable row level security;
alter table policy.imported_edition force row level security;
grant select on policy.imported_edition to manumit_app;
grant insert (id, edition_id, fingerprint, content, file_name, format, file_sha256, imported_by, imported_at)
  on policy.imported_edition to manumit_app;
grant update (state, from_day, consultation_id, consulted_body, consulted_on, consulted_outcome, reason, decided_by, decided_at, ended_by,
  ended_at, end_reason, version) on policy.imported_edition to manumit_app;
alter table policy.imported_edition alter column imported_by set default identity.person();

create policy imported_edition_read on policy.imported_edition for select to manumit_app using (
  state = 'scheduled' or (select identity.holds(identity.group('overseers')))
);

create policy imported_edition_import on policy.imported_edition for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and imported_by = (select identity.person())
  and state = 'draft'
);

create policy imported_edition_decide on policy.imported_edition for update to manumit_app using (
  (select identity.holds(identity.group('office')))
  and state <> 'withdrawn'
) with check (
  (state = 'scheduled' and decided_by = (select identity.person()) and ended_by is null)
  or (state = 'withdrawn' and ended_by = (select identity.person()))
);

create policy imported_edition_owner on policy.imported_edition to manumit_schema using (true) with check (true);

create trigger guard_decision before update on policy.imported_edition
  for each row
  when (old.decided_at is not null)
  execute function policy.guard_decision();

create trigger write_ids after update on policy.imported_edition
  for each row
  when (new.state <> old.state and (new.state = 'scheduled' or old.state = 'scheduled'))
  execute function policy.write_edition_ids();

create trigger public_change after insert or update or delete on policy.imported_edition
  for each row execute function platform.record_public_change();
