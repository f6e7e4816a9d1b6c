-- Nations' actions on the treaties behind the policy. Rows are dated and append-only: a newer row takes precedence over an older one. An
-- imported table can be undone as a whole: it is marked and nothing is deleted.
create schema nations;
grant usage on schema nations to manumit_app, manumit_guard;
grant create on schema nations to manumit_guard;

create table nations.import_batch (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  table_sha256 bytea not null,
  applied_at timestamptz not null,
  applied_by uuid not null references identity.person,
  undone_at timestamptz,
  undone_by uuid references identity.person,
  undo_reason text,
  version int not null default 1,
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null))
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
  reason text check (length(reason) between 1 and 1000),
  supersedes uuid references nations.treaty_action,
  origin text not null check (origin in ('public-source', 'declared')),
  -- Unknown means neither dates nor source. Anything known names its source.
  check ((status = 'unknown') = (source is null)),
  check ((batch_id is null) = (reason is not null))
);
create index treaty_action_key on nations.treaty_action (party_id, instrument, id desc);
create index treaty_action_batch on nations.treaty_action (batch_id);

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

create table nations.treaty_evidence (
  item_id uuid primary key,
  party_id uuid not null references parties.party,
  batch_id uuid references nations.import_batch,
  recorded_at timestamptz not null,
  as_of text,
  withdrawn_at timestamptz,
  origin text not null check (origin in ('public-source', 'declared'))
);
create index treaty_evidence_batch on nations.treaty_evidence (batch_id);
create index treaty_evidence_party on nations.treaty_evidence (party_id, recorded_at desc);

create table nations.outreach (
  id uuid primary key,
  edition_id text not null references policy.edition,
  writer_id uuid not null references parties.party,
  addressee_id uuid not null references parties.party,
  instruments text[] not null check (cardinality(instruments) between 1 and 3 and instruments <@ array['UNTOC', 'TIP', 'OSCE']),
  state text not null default 'opened' check (state in ('opened', 'sent', 'answered', 'unanswered', 'closed')),
  since timestamptz not null,
  reminder_on date,
  opened_by uuid not null references identity.person,
  close_reason text check (length(close_reason) between 1 and 4000),
  version int not null default 1,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  unique (id, writer_id),
  unique (id, writer_id, addressee_id),
  check (writer_id <> addressee_id),
  check ((state = 'closed') = (close_reason is not null)),
  check (writer_id = any (releasable_to))
);
create index outreach_list on nations.outreach (since desc, id);
create index outreach_writer on nations.outreach (writer_id, addressee_id);

create table nations.letter (
  id uuid primary key,
  outreach_id uuid not null,
  writer_id uuid not null,
  addressee_id uuid not null,
  sent_on date not null,
  language text not null check (language in ('en', 'fr')),
  body text not null check (length(body) between 1 and 8000),
  offer text check (length(offer) between 1 and 2000),
  document_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  label_level smallint not null default 0,
  releasable_to uuid[],
  foreign key (outreach_id, writer_id, addressee_id) references nations.outreach (id, writer_id, addressee_id),
  foreign key (document_id, writer_id) references evidence.document (id, party_id)
);
create index letter_outreach on nations.letter (outreach_id, sent_on);
create index letter_addressee on nations.letter (addressee_id, sent_on desc, id);

create table nations.letter_reply (
  id uuid primary key,
  outreach_id uuid not null,
  writer_id uuid not null,
  received boolean not null,
  on_day date not null,
  body text check (length(body) between 1 and 4000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  label_level smallint not null default 0,
  releasable_to uuid[],
  foreign key (outreach_id, writer_id) references nations.outreach (id, writer_id)
);
create index letter_reply_outreach on nations.letter_reply (outreach_id, recorded_at);

create table nations.joining (
  contribution_id uuid primary key references parties.contribution,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  transfer_on date,
  complete_at timestamptz,
  version int not null default 1,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  unique (contribution_id, party_id, operation_id),
  check (party_id = any (releasable_to))
);
create index joining_party on nations.joining (party_id);
create index joining_operation on nations.joining (operation_id);

create table nations.joining_answer (
  id uuid primary key,
  contribution_id uuid not null,
  party_id uuid not null,
  operation_id uuid not null,
  edition_id text not null,
  obligation_id text not null,
  word text not null check (word in ('comply', 'equivalent', 'explain')),
  note text check (length(note) between 1 and 4000),
  answered_by uuid not null references identity.person,
  answered_at timestamptz not null,
  label_level smallint not null default 0,
  releasable_to uuid[],
  foreign key (contribution_id, party_id, operation_id) references nations.joining (contribution_id, party_id, operation_id),
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check (word = 'comply' or note is not null)
);
create index joining_answer_latest on nations.joining_answer (contribution_id, obligation_id, answered_at, id);

-- National action plans (6): a nation's plan, its measures, and the dated progress of each. A plan gets its label when it is recorded; its
-- measures and entries carry a copy.
create table nations.plan (
  id uuid primary key,
  edition_id text not null references policy.edition,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 120),
  document text not null check (length(document) between 1 and 200),
  adopted_on date not null,
  from_day date not null,
  to_day date check (to_day >= from_day),
  state text not null check (state in ('current', 'ended')),
  end_reason text check (length(end_reason) between 1 and 2000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  evidence_id uuid,
  crosswalk_evidence_id uuid,
  version int not null default 1,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  unique (id, party_id),
  check ((state = 'ended') = (end_reason is not null)),
  check (party_id = any (releasable_to))
);
create index plan_party on nations.plan (party_id, adopted_on desc, id);

create table nations.measure (
  id uuid primary key,
  plan_id uuid not null,
  party_id uuid not null,
  clause_id text not null check (length(clause_id) between 1 and 10),
  text text not null check (length(text) between 1 and 1000),
  owner text not null check (length(owner) between 1 and 200),
  chapter text check (length(chapter) between 1 and 80),
  due_on date,
  state text not null check (state in ('not-started', 'in-progress', 'done', 'dropped')),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  label_level smallint not null default 0,
  releasable_to uuid[],
  unique (id, plan_id, party_id),
  foreign key (plan_id, party_id) references nations.plan (id, party_id)
);
create index measure_plan on nations.measure (plan_id, recorded_at, id);
create index measure_due on nations.measure (due_on) where state in ('not-started', 'in-progress');

create table nations.measure_progress (
  id uuid primary key,
  measure_id uuid not null,
  plan_id uuid not null,
  party_id uuid not null,
  action text not null check (action in ('start', 'report', 'finish', 'drop', 'reopen', 'reschedule')),
  on_day date not null,
  note text check (length(note) between 1 and 2000),
  due_on date,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  label_level smallint not null default 0,
  releasable_to uuid[],
  foreign key (measure_id, plan_id, party_id) references nations.measure (id, plan_id, party_id),
  check (action not in ('report', 'drop', 'reopen', 'reschedule') or note is not null)
);
create index measure_progress_measure on nations.measure_progress (measure_id, recorded_at, id);
create index measure_progress_plan on nations.measure_progress (plan_id);

create table nations.acceptance (
  id uuid primary key,
  edition_id text not null references policy.edition,
  party_id uuid not null references parties.party,
  body text not null check (length(body) between 1 and 200),
  accepted_on date not null,
  document text not null check (length(document) between 1 and 300),
  reservation text check (length(reservation) between 1 and 4000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  evidence_id uuid
);
create index acceptance_party on nations.acceptance (party_id, id desc);
