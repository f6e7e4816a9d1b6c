-- What an operation or a nation puts into a slot of the courses: its theatre brief (A2.3b), its law annex (A2.2b). A draft is written over; what was
-- signed stays, version by version, and the newest that was not withdrawn is what learners read.
create table training.local_draft (
  slot text not null check (slot in ('theatre-brief', 'law-annex')),
  party_id uuid not null references parties.party,
  -- The day of which it tells.
  as_of date not null,
  -- By the question of the slot: { "forms": { "en": "...", "fr": null } }
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 60000),
  written_at timestamptz not null,
  written_by uuid not null references identity.person,
  version int not null default 1,
  primary key (slot, party_id)
);
create table training.local_text (
  id uuid primary key,
  slot text not null check (slot in ('theatre-brief', 'law-annex')),
  party_id uuid not null references parties.party,
  number int not null check (number >= 1),
  as_of date not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 60000),
  signed_at timestamptz not null,
  signed_by uuid not null references identity.person,
  -- The piece of evidence it left; it goes back with the text.
  evidence_id uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references identity.person,
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 500),
  unique (slot, party_id, number),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);

do $$ declare t text; begin
  foreach t in array array['local_draft', 'local_text'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on training.%I to manumit_app', t);
  end loop;
end $$;

-- A draft is its writers' alone.
create policy local_draft_read on training.local_draft for select to manumit_app using (
  party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[]));
create policy local_draft_write on training.local_draft for insert to manumit_app with check (
  written_by = (select identity.person()) and party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[]));
create policy local_draft_change on training.local_draft for update to manumit_app
  using (party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[]))
  with check (written_by = (select identity.person())
    and party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[]));
grant update (as_of, answers, written_at, written_by, version) on training.local_draft to manumit_app;

-- A brief in wrong hands warns traffickers: besides its own people and headquarters only those who train and lead for a nation that takes part read it,
-- and whoever learns for that operation, or for that nation. What was withdrawn is for its own people and headquarters.
create policy local_text_read on training.local_text for select to manumit_app using (
  party_id = any ((select identity.parties('{focal-point,commander,training-officer,legal-adviser}'))::uuid[])
  or (select identity.holds('{policy-office}'))
  or (withdrawn_at is null and slot = 'theatre-brief' and party_id in (select c.operation_id from parties.contribution c
    where c.party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]) and c.ended_at is null and (c.to_day is null or c.to_day >= now()::date)))
  or (withdrawn_at is null and exists (select from training.trainee t
    where t.id = (select training.own_trainee()) and local_text.party_id in (t.party_id, t.operation_id))));
create policy local_text_sign on training.local_text for insert to manumit_app with check (
  signed_by = (select identity.person()) and withdrawn_by is null and party_id = any ((select identity.parties('{focal-point,commander}'))::uuid[]));
create policy local_text_withdraw on training.local_text for update to manumit_app
  using (withdrawn_at is null and party_id = any ((select identity.parties('{focal-point,commander}'))::uuid[]))
  with check (withdrawn_by = (select identity.person()) and party_id = any ((select identity.parties('{focal-point,commander}'))::uuid[]));
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on training.local_text to manumit_app;
