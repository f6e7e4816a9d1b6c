-- Trainees and their completions. No names: a trainee is a service number, and the party keeps the name. The board, the class and the
-- player all depend on these two tables; a rule over them determines what each person must complete.
create schema training;
grant usage on schema training to manumit_app, manumit_guard;
grant create on schema training to manumit_guard;

create table training.trainee (
  id uuid primary key,
  party_id uuid not null references parties.party,
  service_number text not null check (service_number ~ '^[A-Z0-9][A-Z0-9-]{2,23}$'),
  category text not null check (
    category in ('contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire')
  ),
  roles text[] not null default '{}',
  unit_id uuid,
  operation_id uuid references parties.party,
  rotation_id uuid references parties.rotation,
  arrives_on date,
  leaves_on date check (leaves_on >= arrives_on),
  person_id uuid references identity.person,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  left_at timestamptz,
  version int not null default 1,
  ready_until date,
  unique (party_id, service_number),
  unique (id, party_id),
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index trainee_operation on training.trainee (operation_id, unit_id) where left_at is null;
create index trainee_unit on training.trainee (unit_id) where left_at is null;
create index trainee_person on training.trainee (person_id) where person_id is not null;
create index trainee_party_ready on training.trainee (party_id, ready_until) where left_at is null;

create table training.completion (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  lessons text[],
  way text not null check (way in ('player', 'class', 'xapi', 'table', 'recognised')),
  source_id text not null,
  passed_at timestamptz not null,
  score int check (score between 0 and 100),
  acknowledged_at timestamptz,
  acknowledgement_hash bytea check (length(acknowledgement_hash) = 32),
  valid_until date,
  recorded_at timestamptz not null,
  recorded_by uuid references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  revocation_reason text check (length(revocation_reason) between 1 and 500),
  unique (trainee_id, module_id, way, source_id),
  unique (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((acknowledged_at is null) = (acknowledgement_hash is null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create index completion_trainee on training.completion (trainee_id, module_id);

create table training.module (
  id text primary key,
  version int not null,
  lessons text[] not null check (cardinality(lessons) > 0),
  acknowledged boolean not null,
  renewed_by text,
  texts bytea[] not null default '{}',
  valid_months int,
  checks jsonb not null default '{}',
  deltas jsonb not null default '[]',
  due_days int not null default 0
);

create table training.rule (
  id text primary key,
  categories text[],
  roles text[],
  theatres text[],
  nations text[],
  modules text[] not null check (cardinality(modules) > 0),
  within int not null default 0
);

create table training.replacement (
  module_id text primary key,
  replaces text not null
);

create table training.need (
  trainee_id uuid not null,
  module_id text not null,
  party_id uuid not null,
  operation_id uuid,
  unit_id uuid,
  due_on date,
  covered_until date,
  waived_until date,
  missing text[],
  way text,
  passed_on date,
  signed boolean not null default false,
  leaves_on date,
  enrolled_until date,
  begun boolean not null default false,
  unsigned boolean not null default false,
  grace_until date,
  until date generated always as (greatest(covered_until, waived_until, grace_until)) stored,
  primary key (trainee_id, module_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
-- With row-level security an index serves a bare column, but not an expression (coalesce is not leakproof).
create index need_party on training.need (party_id, until);
create index need_operation on training.need (operation_id, until);
create index need_grace on training.need (party_id, operation_id, grace_until) where grace_until is not null;

create table training.waiver (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  reason text not null check (length(reason) between 1 and 500),
  until date not null,
  approved_by uuid not null references identity.person,
  approved_at timestamptz not null,
  ended_by uuid references identity.person,
  ended_at timestamptz,
  version int not null default 1,
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((ended_at is null) = (ended_by is null))
);
create index waiver_trainee on training.waiver (trainee_id, module_id);

create table training.roster_batch (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  total int not null check (total > 0),
  imported int not null check (imported between 0 and total),
  started_at timestamptz not null,
  imported_by uuid not null references identity.person,
  undone_line int not null default 0,
  undo_reason text check (length(undo_reason) between 1 and 500),
  undone_by uuid references identity.person,
  undone_at timestamptz,
  version int not null default 1,
  unique (id, party_id)
);
create index roster_batch_party on training.roster_batch (party_id, started_at desc, id desc);

create table training.roster_row (
  batch_id uuid not null,
  party_id uuid not null,
  line int not null check (line > 1),
  trainee_id uuid not null,
  before jsonb,
  left_version int not null,
  primary key (batch_id, line),
  foreign key (batch_id, party_id) references training.roster_batch (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);

create table training.equivalent (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  provider text not null check (length(provider) between 1 and 200),
  module_id text not null,
  elements text[] not null check (cardinality(elements) > 0),
  lessons text[] not null check (cardinality(lessons) > 0),
  why text not null check (length(why) between 1 and 1000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  ended_at timestamptz,
  ended_by uuid references identity.person,
  version int not null default 1,
  end_reason text check (length(end_reason) between 1 and 500),
  unique (id, party_id)
);
create index equivalent_party on training.equivalent (party_id, recorded_at desc);

create table training.provider (
  id uuid primary key,
  party_id uuid not null references parties.party,
  name text not null check (length(name) between 1 and 200),
  level text not null check (level in ('alliance', 'national')),
  general boolean not null,
  specific boolean not null check (general or specific),
  checked_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  replaces uuid references training.provider unique
);
create index provider_party on training.provider (party_id, recorded_at desc);

create table training.total (
  id uuid primary key,
  party_id uuid not null references parties.party,
  module_id text not null,
  persons int not null check (persons > 0),
  trained int not null check (trained between 0 and persons),
  as_of date not null,
  signed_by uuid not null references identity.person,
  signed_at timestamptz not null
);
create index total_party on training.total (party_id, as_of desc);

create table training.hand_over (
  id uuid primary key,
  rotation_id uuid not null references parties.rotation,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  as_of date not null,
  persons int not null check (persons > 0),
  ready int not null check (ready between 0 and persons),
  missing jsonb not null,
  checked_by uuid not null references identity.person,
  checked_at timestamptz not null,
  in_time int not null default 0 check (in_time >= 0)
);
create index hand_over_rotation on training.hand_over (rotation_id, checked_at desc);
create index hand_over_operation on training.hand_over (operation_id);

create table training.hand_over_signature (
  hand_over_id uuid not null references training.hand_over,
  side text not null check (side in ('outgoing', 'incoming')),
  reasons text check (length(reasons) between 1 and 2000),
  signed_by uuid not null references identity.person,
  signed_at timestamptz not null,
  primary key (hand_over_id, side),
  unique (hand_over_id, signed_by)
);

create table training.class (
  id uuid primary key,
  party_id uuid not null references parties.party,
  unit_id uuid,
  code text not null unique check (code ~ '^[2-9A-HJKMNP-Z]{8}$'),
  title text not null check (length(title) between 1 and 100),
  module_ids text[] not null check (cardinality(module_ids) between 1 and 20),
  instructor_id uuid not null references identity.person,
  starts_on date not null,
  ends_on date not null check (ends_on between starts_on and starts_on + 400),
  closed_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, party_id),
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index class_party on training.class (party_id, ends_on desc, id);

create table training.access_slip (
  id uuid primary key,
  class_id uuid not null,
  party_id uuid not null,
  trainee_id uuid not null,
  pin_salt bytea not null check (length(pin_salt) = 16),
  pin_digest bytea not null check (length(pin_digest) = 32),
  failures int not null default 0,
  closed_until timestamptz,
  issued_at timestamptz not null,
  issued_by uuid not null references identity.person,
  unique (class_id, trainee_id),
  unique (id, trainee_id),
  foreign key (class_id, party_id) references training.class (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
create index access_slip_trainee on training.access_slip (trainee_id);

create table training.learner_session (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  access_slip_id uuid,
  token_hash bytea not null unique,
  ticket_hash bytea not null unique,
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ticket_ends_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('other-phone', 'left', 'new-pin', 'taken-over')),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  foreign key (access_slip_id, trainee_id) references training.access_slip (id, trainee_id),
  check ((ended_at is null) = (end_reason is null))
);
create index learner_session_access_slip on training.learner_session (access_slip_id, started_at);
create index learner_session_trainee on training.learner_session (trainee_id, started_at);

create table training.lesson_done (
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  lesson_id text not null check (length(lesson_id) between 1 and 40),
  lesson_version int not null check (lesson_version >= 1),
  done_at timestamptz not null,
  primary key (trainee_id, lesson_id, lesson_version),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);

create table training.attempt (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  class_id uuid,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  drawn jsonb not null,
  drawn_at timestamptz not null,
  answered_at timestamptz,
  received_at timestamptz,
  score int check (score between 0 and 100),
  missed text[],
  passed boolean,
  acknowledged_at timestamptz,
  acknowledgement_hash bytea check (length(acknowledgement_hash) = 32),
  given jsonb check (given is null),
  answer_key jsonb,
  lessons text[] check (cardinality(lessons) between 1 and 100),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  foreign key (class_id, party_id) references training.class (id, party_id),
  check (
    (received_at is null) = (score is null)
    and (score is null) = (passed is null)
    and (score is null) = (missed is null)
    and (score is null) = (answered_at is null)
  ),
  check ((acknowledged_at is null) = (acknowledgement_hash is null) and (acknowledged_at is null or passed))
);
-- Only one open check at a time: leaving and returning must not draw an easier one, on any device.
create unique index attempt_open on training.attempt (trainee_id, module_id, module_version) where received_at is null;
create index attempt_trainee on training.attempt (trainee_id, module_id, drawn_at);
create index attempt_class on training.attempt (class_id);

create table training.tries_reset (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  reset_at timestamptz not null,
  reset_by uuid not null references identity.person,
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
create index tries_reset_trainee on training.tries_reset (trainee_id, module_id);

create table training.local_draft (
  placeholder text not null check (placeholder in ('operation-brief', 'law-annex')),
  party_id uuid not null references parties.party,
  as_of date not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 60000),
  written_at timestamptz not null,
  written_by uuid not null references identity.person,
  version int not null default 1,
  primary key (placeholder, party_id)
);

create table training.local_text (
  id uuid primary key,
  placeholder text not null check (placeholder in ('operation-brief', 'law-annex')),
  party_id uuid not null references parties.party,
  number int not null check (number >= 1),
  as_of date not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 60000),
  signed_at timestamptz not null,
  signed_by uuid not null references identity.person,
  evidence_id uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references identity.person,
  withdrawal_reason text check (length(withdrawal_reason) between 1 and 500),
  unique (placeholder, party_id, number),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null))
);

create table training.certificate (
  number text primary key check (number ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  completion_id uuid not null unique,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  passed_on date not null,
  valid_until date,
  key_generation int not null check (key_generation >= 1),
  review jsonb not null default '{"status": "unknown"}' check (review ->> 'status' in ('reviewed', 'not-reviewed', 'unknown')),
  issued_at timestamptz not null,
  issued_by uuid not null references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  revocation_reason text check (length(revocation_reason) between 1 and 500),
  foreign key (completion_id, party_id) references training.completion (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revocation_reason is null))
);
create index certificate_party on training.certificate (party_id, issued_at desc);
create index certificate_trainee on training.certificate (trainee_id);
create index certificate_revoked on training.certificate (revoked_at) where revoked_at is not null;

create table training.certificate_key (
  generation int primary key,
  public_key bytea not null check (length(public_key) = 32),
  since timestamptz not null default now()
);

create table training.courses_taught (
  id uuid primary key,
  party_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  map jsonb not null check (jsonb_typeof(map) = 'array' and length(map::text) <= 60000),
  map_hash bytea not null check (length(map_hash) = 32),
  evidence_id uuid not null,
  adopted_at timestamptz not null,
  adopted_by uuid not null references identity.person
);
create index courses_taught_party on training.courses_taught (party_id, adopted_at desc);

create table training.xapi_place (
  party_id uuid primary key references parties.party,
  mark text check (length(mark) <= 120),
  voided_mark text check (length(voided_mark) <= 120),
  read_at timestamptz not null,
  read_by uuid not null references identity.person
);

create table training.xapi_waiting (
  source_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null references parties.party,
  why text not null check (why in ('number', 'module')),
  value text not null check (length(value) <= 500),
  primary key (source_id, statement_id),
  foreign key (source_id, statement_id) references lrs.statement (source_id, id) on delete cascade
);
create index xapi_waiting_party on training.xapi_waiting (party_id, why, value);

create table training.first_look (
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  score int not null check (score between 0 and 100),
  answered_at timestamptz not null,
  sheet text check (length(sheet) between 1 and 200),
  sheet_score int check (sheet_score between 0 and 100),
  recorded_by uuid references identity.person (id),
  primary key (trainee_id, module_id, module_version),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((sheet is null) = (sheet_score is null) and (sheet is null) = (recorded_by is null))
);

-- How many people a party has on one named day by its own count: the denominator of its shares, beside the roster.
create table training.strength (
  id uuid primary key,
  party_id uuid not null references parties.party,
  persons int not null check (persons > 0),
  stated_for date not null,
  source text not null check (length(source) between 1 and 200),
  stated_by uuid not null references identity.person,
  stated_at timestamptz not null
);
create index strength_party on training.strength (party_id, stated_for desc, id desc);

-- Parties whose shares must be measured again. The installation takes the rows.
create table training.share_waiting (
  id bigint generated always as identity primary key,
  party_id uuid not null references parties.party
);
create index share_waiting_party on training.share_waiting (party_id);
