-- What nations did about the treaties behind the policy. Rows are dated and only ever added: a newer row stands before an older one, and an
-- imported table can be undone as a whole, which marks it and deletes nothing.
create schema nations;
grant usage on schema nations to manumit_app;

create table nations.import_batch (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  table_sha256 bytea not null,
  applied_at timestamptz not null,
  applied_by uuid not null references identity.person,
  undone_at timestamptz,
  undone_by uuid references identity.person,
  undone_because text,
  version int not null default 1,
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_because is null))
);

create table nations.treaty_action (
  id uuid primary key,
  party_id uuid not null references parties.party,
  instrument text not null check (instrument in ('UNTOC', 'TIP', 'CETS197', 'OSCE', 'C029', 'P029', 'C105')),
  status text not null check (status in ('party', 'signatory', 'not-party', 'participating', 'not-participating', 'unknown')),
  signature_date text check (parties.is_partial_date(signature_date)),
  action_kind text,
  action_date text check (parties.is_partial_date(action_date)),
  in_force text check (parties.is_partial_date(in_force)),
  as_of text check (parties.is_partial_date(as_of) or as_of ~ '^[0-9]{4}-[0-9]{4}$'),
  confidence text not null check (confidence in ('two-sources', 'one-source', 'position', 'status-only', 'conflict', 'none')),
  source text,
  crosscheck text,
  note text,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  batch_id uuid references nations.import_batch,
  -- Why a person corrected the row before; null for an imported one.
  reason text check (length(reason) between 1 and 1000),
  supersedes uuid references nations.treaty_action,
  -- Nothing known means nothing known: no dates, no source. Something known names its source.
  check ((status = 'unknown') = (source is null)),
  check ((batch_id is null) = (reason is not null))
);
create index treaty_action_key on nations.treaty_action (party_id, instrument, id desc);
create index treaty_action_batch on nations.treaty_action (batch_id);

-- A single date beside what a second source says.
create table nations.crosscheck (
  id uuid primary key,
  batch_id uuid not null references nations.import_batch,
  party_id uuid not null references parties.party,
  instrument text not null,
  field text not null check (field in ('signature', 'ratification', 'in-force')),
  value_main text not null,
  value_second text not null,
  agrees boolean not null,
  source text not null
);
create index crosscheck_key on nations.crosscheck (party_id, instrument);

-- The evidence an import or a correction left, so that an undo can take it back.
create table nations.treaty_evidence (
  piece_id uuid primary key,
  party_id uuid not null references parties.party,
  batch_id uuid references nations.import_batch,
  recorded_at timestamptz not null
);
create index treaty_evidence_batch on nations.treaty_evidence (batch_id);
create index treaty_evidence_party on nations.treaty_evidence (party_id, recorded_at desc);

do $$ declare t text; begin
  foreach t in array array['import_batch','treaty_action','crosscheck','treaty_evidence'] loop
    execute format('alter table nations.%I enable row level security; alter table nations.%I force row level security', t, t);
    execute format('create policy %I on nations.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on nations.%I to manumit_app', t);
    -- Treaty facts are public.
    execute format('create policy %I on nations.%I for select to manumit_app using (true)', t || '_read', t);
  end loop;
  foreach t in array array['import_batch','crosscheck'] loop
    execute format('create policy %I on nations.%I for insert to manumit_app with check ((select identity.holds(''{policy-office}'')))', t || '_write', t);
  end loop;
end $$;
create policy import_batch_undo on nations.import_batch for update to manumit_app using ((select identity.holds('{policy-office}')));
grant update (undone_at, undone_by, undone_because, version) on nations.import_batch to manumit_app;

-- Headquarters imports; a nation's focal point corrects its own nation's rows.
create policy treaty_action_write on nations.treaty_action for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) or (batch_id is null and party_id = any ((select identity.parties('{focal-point}'))::uuid[])));
create policy treaty_evidence_write on nations.treaty_evidence for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) or (batch_id is null and party_id = any ((select identity.parties('{focal-point}'))::uuid[])));
