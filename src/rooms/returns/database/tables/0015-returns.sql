-- Returns (5a, 5b, 6): what a party is asked, its answers, its own review and signature, and the versions it submitted.
create schema returns;
grant usage on schema returns to manumit_app, manumit_guard;
grant create on schema returns to manumit_guard;

create table returns.return (
  id uuid primary key,
  party_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  questionnaire_id text not null,
  questionnaire_version int not null,
  questionnaire text not null,
  questionnaire_sha256 text not null check (questionnaire_sha256 ~ '^[0-9a-f]{64}$'),
  period text not null check (period ~ '^\d{4}$'),
  round_id uuid,
  due date,
  state text not null default 'open' check (
    state in ('open', 'answering', 'in-review', 'cleared', 'signed', 'submitted', 'returned', 'accepted')
  ),
  since timestamptz not null,
  opened_by uuid not null references identity.person,
  submitted_version int not null default 0 check (submitted_version >= 0),
  version int not null default 1,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  status_public boolean not null default false,
  treaties jsonb not null default '{}',
  unique (id, party_id),
  unique (id, party_id, period),
  unique (party_id, questionnaire_id, period),
  check (party_id = any (releasable_to))
);
create index return_list on returns.return (period desc, id);

create table returns.step (
  id uuid primary key,
  return_id uuid not null,
  party_id uuid not null,
  action text not null
    check (action in ('open', 'start', 'ask-review', 'clear', 'reopen', 'sign', 'submit', 'accept', 'send-back', 'amend')),
  to_state text not null,
  at timestamptz not null,
  person_id uuid not null references identity.person,
  signer_name text check (length(signer_name) between 1 and 200),
  signer_capacity text check (length(signer_capacity) between 1 and 200),
  note text check (length(note) between 1 and 4000),
  label_level smallint not null default 0,
  releasable_to uuid[],
  document_id uuid,
  foreign key (return_id, party_id) references returns.return (id, party_id),
  check ((action = 'sign') = (signer_name is not null) and (action = 'sign') = (signer_capacity is not null)),
  foreign key (document_id, party_id) references evidence.document (id, party_id),
  check (document_id is null or action = 'sign')
);
create index step_return on returns.step (return_id, at);

create table returns.link (
  id uuid primary key,
  return_id uuid not null,
  party_id uuid not null,
  section_id text not null,
  name text not null check (length(name) between 1 and 200),
  token_hash bytea not null unique,
  created_by uuid not null references identity.person,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  accepted_at timestamptz,
  handed_back_at timestamptz,
  withdrawn_by uuid references identity.person,
  withdrawn_at timestamptz,
  label_level smallint not null default 0,
  releasable_to uuid[],
  foreign key (return_id, party_id) references returns.return (id, party_id),
  check (ends_at > created_at and ends_at <= created_at + interval '60 days'),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index link_return on returns.link (return_id, id);

create table returns.answer (
  return_id uuid not null,
  party_id uuid not null,
  section_id text not null,
  question_id text not null,
  known jsonb,
  choice text,
  value jsonb,
  note text check (length(note) between 1 and 4000),
  document_id uuid,
  page text check (length(page) between 1 and 40),
  answered_by uuid references identity.person,
  answered_at timestamptz,
  version int not null default 1,
  by_link uuid references returns.link,
  label_level smallint not null default 0,
  releasable_to uuid[],
  primary key (return_id, question_id),
  foreign key (return_id, party_id) references returns.return (id, party_id),
  foreign key (document_id, party_id) references evidence.document (id, party_id),
  check (choice is distinct from 'still-true' or known is not null),
  check (choice is distinct from 'changed' or value is not null),
  check (choice is distinct from 'not-known' or value is null),
  check ((choice is null) = (answered_at is null)),
  constraint answer_choice_check check (choice in ('still-true', 'changed', 'not-known', 'elsewhere')),
  constraint answer_elsewhere_check check (choice is distinct from 'elsewhere' or document_id is not null)
);

create table returns.section (
  return_id uuid not null,
  party_id uuid not null,
  section_id text not null,
  release text not null default 'reviewers' check (release in ('reviewers', 'parties', 'public')),
  label_level smallint not null default 0,
  releasable_to uuid[],
  primary key (return_id, section_id),
  foreign key (return_id, party_id) references returns.return (id, party_id)
);

create table returns.explanation (
  return_id uuid not null,
  party_id uuid not null,
  check_id text not null,
  explanation text not null check (length(explanation) between 1 and 4000),
  left_figure bigint not null,
  right_figure bigint not null,
  explained_by uuid not null references identity.person,
  explained_at timestamptz not null,
  label_level smallint not null default 0,
  releasable_to uuid[],
  primary key (return_id, check_id),
  foreign key (return_id, party_id) references returns.return (id, party_id)
);

create table returns.provision (
  id uuid primary key,
  provision_id uuid not null,
  return_id uuid not null,
  party_id uuid not null,
  period text not null,
  instrument text not null,
  article text not null,
  law text not null check (length(law) between 1 and 300),
  paragraph text not null check (length(paragraph) between 1 and 100),
  wording text check (length(wording) between 1 and 4000),
  penalty_from int check (penalty_from >= 0),
  penalty_to int check (penalty_to > 0),
  penalty_unit text check (penalty_unit in ('days', 'months', 'years')),
  penalty_note text check (length(penalty_note) between 1 and 300),
  address text check (address ~ '^https?://'),
  in_force_from date,
  in_force_until date,
  recorded_by uuid references identity.person,
  by_link uuid references returns.link,
  recorded_at timestamptz not null,
  label_level smallint not null default 0,
  releasable_to uuid[],
  foreign key (return_id, party_id, period) references returns.return (id, party_id, period),
  check ((recorded_by is null) <> (by_link is null)),
  check (penalty_to >= penalty_from),
  check (in_force_until >= in_force_from),
  check ((penalty_unit is null) = (penalty_from is null and penalty_to is null))
);
create index provision_party on returns.provision (party_id, provision_id, recorded_at);
create index provision_return on returns.provision (return_id);

create table returns.version (
  return_id uuid not null,
  party_id uuid not null,
  number int not null check (number > 0),
  head text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  submitted_at timestamptz not null,
  submitted_by uuid not null references identity.person,
  item_ids uuid[] not null default '{}',
  label_level smallint not null default 0,
  releasable_to uuid[],
  primary key (return_id, number),
  foreign key (return_id, party_id) references returns.return (id, party_id)
);

create table returns.version_section (
  return_id uuid not null,
  party_id uuid not null,
  number int not null,
  section_id text not null,
  content text not null,
  release text not null check (release in ('reviewers', 'parties', 'public')),
  opened_at timestamptz,
  label_level smallint not null default 0,
  releasable_to uuid[],
  narrowed_to text check (narrowed_to in ('reviewers', 'parties')),
  primary key (return_id, number, section_id),
  foreign key (return_id, number) references returns.version (return_id, number),
  foreign key (return_id, party_id) references returns.return (id, party_id)
);

create table returns.link_use (
  id bigint generated always as identity primary key,
  link_id uuid not null references returns.link,
  party_id uuid not null,
  action text not null check (action in ('look', 'accept', 'answer', 'hand-back')),
  question_id text,
  at timestamptz not null default now()
);
create index link_use_link on returns.link_use (link_id, at);

create table returns.label_release (
  id uuid primary key,
  object_id uuid not null references returns.return,
  party_id uuid not null,
  from_level smallint not null,
  from_releasable uuid[],
  to_level smallint not null,
  to_releasable uuid[],
  reason text not null check (length(reason) between 1 and 2000),
  requested_by uuid not null references identity.person,
  requested_at timestamptz not null,
  decided_by uuid references identity.person,
  decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create index label_release_object on returns.label_release (object_id);
