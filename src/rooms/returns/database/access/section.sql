comment on table returns.section is 'Who may read a section once headquarters has accepted the return.';
comment on column returns.section.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.section.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table returns.section enable row level security;
alter table returns.section force row level security;
grant select, insert on returns.section to manumit_app;
grant update (release) on returns.section to manumit_app;
grant select, insert, update on returns.section to manumit_guard;

create policy section_read on returns.section for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy section_add on returns.section for insert to manumit_app with check (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

create policy section_change on returns.section for update to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('signers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('signers'))) -> label_level::text) ? party_id::text)
  )
);

create policy guard_all on returns.section to manumit_guard using (true) with check (true);

create policy owner_all on returns.section to manumit_schema using (true) with check (true);

create trigger guard_release before update of release on returns.section
  for each row execute function returns.guard_release();

create trigger narrow_release after update of release on returns.section
  for each row
  when (new.release <> old.release and new.release <> 'public')
  execute function returns.narrow_release();

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.section
  for each row execute function returns.set_label();
