comment on table training.local_draft is
  'Text an operation or a nation writes for a placeholder in the courses: its operation brief (A2.3b) or its law annex (A2.2b). A draft '
  'is overwritten; signed versions stay.';
comment on column training.local_draft.as_of is 'The date it describes.';
comment on column training.local_draft.answers is 'Answers by question of the placeholder: { "forms": { "en": "...", "fr": null } }';

alter table training.local_draft enable row level security;
alter table training.local_draft force row level security;
grant select, insert on training.local_draft to manumit_app;
grant update (as_of, answers, written_at, written_by, version) on training.local_draft to manumit_app;

-- A draft is visible to its writers only.
create policy local_draft_read on training.local_draft for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('brief-writers')))::uuid[])
);

create policy local_draft_write on training.local_draft for insert to manumit_app with check (
  written_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('brief-writers')))::uuid[])
);

create policy local_draft_change on training.local_draft for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('brief-writers')))::uuid[])
) with check (
  written_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('brief-writers')))::uuid[])
);

create policy local_draft_owner on training.local_draft to manumit_schema using (true) with check (true);
