comment on table training.local_draft is
  'What an operation or a nation writes into a slot of the courses: its theatre brief (A2.3b), its law annex (A2.2b). A draft is '
  'overwritten; what was signed stays.';
comment on column training.local_draft.as_of is 'The day of which it tells.';
comment on column training.local_draft.answers is 'By the question of the slot: { "forms": { "en": "...", "fr": null } }';

alter table training.local_draft enable row level security;
alter table training.local_draft force row level security;
grant select, insert on training.local_draft to manumit_app;
grant update (as_of, answers, written_at, written_by, version) on training.local_draft to manumit_app;

-- A draft is its writers' alone.
create policy local_draft_read on training.local_draft for select to manumit_app using (
  party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[])
);

create policy local_draft_write on training.local_draft for insert to manumit_app with check (
  written_by = (select identity.person())
  and party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[])
);

create policy local_draft_change on training.local_draft for update to manumit_app using (
  party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[])
) with check (
  written_by = (select identity.person())
  and party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[])
);

create policy local_draft_owner on training.local_draft to manumit_schema using (true) with check (true);
