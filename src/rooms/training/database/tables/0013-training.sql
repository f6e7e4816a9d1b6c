-- Who must learn, and what they completed. No name stands here: a trainee is a service number whose name the party keeps. The board, the
-- class and the player all hang on these two tables; what is required of whom is a rule over them.
create schema training;
grant usage on schema training to manumit_app, manumit_guard;
grant create on schema training to manumit_guard;

create table training.trainee (
  id uuid primary key,
  -- Whose person it is: a nation, a body, an operation (local hires) or a contractor.
  party_id uuid not null references parties.party,
  service_number text not null check (service_number ~ '^[A-Z0-9][A-Z0-9-]{2,23}$'),
  category text not null check (
    category in ('contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire')
  ),
  -- Roles of the curriculum (policies/<edition>/courses/curriculum.yaml), not of grants.
  roles text[] not null default '{}',
  unit_id uuid,
  operation_id uuid references parties.party,
  rotation_id uuid references parties.rotation,
  arrives_on date,
  leaves_on date check (leaves_on >= arrives_on),
  -- The account of somebody who also works at the desk.
  person_id uuid references identity.person,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  left_at timestamptz,
  version int not null default 1,
  -- Until when every module asked of a person is covered: null while one is not. One look says who may deploy.
  ready_until date,
  unique (party_id, service_number),
  unique (id, party_id),
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index trainee_operation on training.trainee (operation_id, unit_id) where left_at is null;
create index trainee_unit on training.trainee (unit_id) where left_at is null;
create index trainee_person on training.trainee (person_id) where person_id is not null;
create index trainee_party_ready on training.trainee (party_id, ready_until) where left_at is null;

-- A module passed (or, where `lessons` is given, those lessons of it only). It counts once its acknowledgement is signed, where the module
-- has one.
create table training.completion (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  lessons text[],
  -- player: at /learn; class: on paper, entered by the instructor; xapi, table: sent by the party's own learning system; recognised: an
  -- equivalent course.
  way text not null check (way in ('player', 'class', 'xapi', 'table', 'recognised')),
  -- The attempt or statement it came from: the same one twice is one completion.
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
  revoked_reason text check (length(revoked_reason) between 1 and 500),
  unique (trainee_id, module_id, way, source_id),
  unique (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((acknowledged_at is null) = (acknowledgement_hash is null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create index completion_trainee on training.completion (trainee_id, module_id);

-- What is required of whom, and until when each of it is covered. The curriculum stands here a second time (its files are the source, read
-- at start), so that what a roster, a completion or a waiver changes is worked out where it is written, by one statement for however many
-- persons, whoever writes it.
create table training.module (
  id text primary key,
  version int not null,
  lessons text[] not null check (cardinality(lessons) > 0),
  -- Whether a text is signed: until then the module does not count.
  acknowledged boolean not null,
  renewed_by text,
  -- Whoever passed a module elsewhere (by xAPI, by a table, on paper, in an equivalent course) and lacks only the signature gives it at the
  -- player. This one stands before 0366 and 0381 in a new database and after them in an older one, and depends on neither. The fingerprints
  -- of the text that is signed, one for each language it can be read in.
  texts bytea[] not null default '{}',
  -- Whoever had SQL of their own under the claims of a learner could write into their own check that it was passed, a completion without
  -- one, and until when it holds. The database grades for itself now: the key stands at the module, readable by the guard alone, and what
  -- the program counted must be what is counted here. How many months a module stays valid; null: as long as the appointment.
  valid_months int,
  -- Of the final check: how many questions, the pass mark, the tries, the critical rules, and the right answers by lesson and item.
  checks jsonb not null default '{}',
  -- Whoever sat out two new versions of a module owed only what the last of them added, and whoever was renewed by another module owed
  -- nothing of any: what is added since stands here for each version, and bounds what covers a need, however it is carried on.
  deltas jsonb not null default '[]',
  -- Whoever lacks some lessons of a module takes these alone: their check asks of these lessons, and what it records is these lessons.
  -- Until now the player had a check of the whole module and no other. How many days before its end what was had is due again.
  due_days int not null default 0
);

-- One line of the curriculum; null fits everybody. `within`: days after arrival until its modules are due.
create table training.rule (
  id text primary key,
  categories text[],
  roles text[],
  theatres text[],
  nations text[],
  modules text[] not null check (cardinality(modules) > 0),
  within int not null default 0
);

-- A module that stands in for another.
create table training.replacement (
  module_id text primary key,
  replaces text not null
);

-- A person and a module they must have. Kept by the guard's functions alone.
create table training.need (
  trainee_id uuid not null,
  module_id text not null,
  party_id uuid not null,
  -- As at the trainee, so that a board is counted from one index.
  operation_id uuid,
  unit_id uuid,
  due_on date,
  -- By completions that count; 'infinity': as long as the appointment. In the past: it ended. Null: never.
  covered_until date,
  waived_until date,
  -- Lessons that no completion carries, where some do; signed or not.
  missing text[],
  -- How the latest completion came; passed but not signed, it does not count.
  way text,
  passed_on date,
  signed boolean not null default false,
  -- The day somebody leaves stands at each of their needs too, as operation and unit do: what a board counts as missing is then read off
  -- one index, and not off every person beside it. Whoever has left has no needs.
  leaves_on date,
  -- How far somebody is on the way to what is asked of them: in a class that teaches it, and begun. It stands at the need, worked out where
  -- slips, classes and lessons are written, so that the board tells whoever leads the state, and nobody's lessons and tries. The last day
  -- of the last class that teaches it and takes them in; null: none.
  enrolled_until date,
  -- A lesson read or a check drawn, of the module or of what renews it, since it was passed last.
  begun boolean not null default false,
  -- It, or what renews it, was passed last and is not signed yet: that pass counts for nothing so far.
  unsigned boolean not null default false,
  -- Whoever has been given days for a module (`within` of every rule that asks it of them, as new staff at headquarters has) keeps nobody
  -- from being ready until they are over: it is owed then, and not before. Without a day of arrival there is none. What is asked on the day
  -- of arrival has no such days.
  grace_until date,
  until date generated always as (greatest(covered_until, waived_until, grace_until)) stored,
  primary key (trainee_id, module_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
-- Row-level security lets an index serve a bare column; it does not for an expression (coalesce is not known to keep what it sees to
-- itself).
create index need_party on training.need (party_id, until);
create index need_operation on training.need (operation_id, until);
create index need_grace on training.need (party_id, operation_id, grace_until) where grace_until is not null;

-- Somebody need not have a module until a day: who said so is the one who approved it, never the one it was asked for.
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

-- Rosters come as tables, in parts, and can be taken back whole: each row says which person it made or changed, and how that person stood
-- before.
create table training.roster_batch (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  total int not null check (total > 0),
  taken int not null check (taken between 0 and total),
  begun_at timestamptz not null,
  taken_by uuid not null references identity.person,
  -- The last line taken back so far: a long roster goes back by parts.
  undone_line int not null default 0,
  undone_because text check (length(undone_because) between 1 and 500),
  undone_by uuid references identity.person,
  undone_at timestamptz,
  version int not null default 1,
  unique (id, party_id)
);
create index roster_batch_party on training.roster_batch (party_id, begun_at desc, id desc);

create table training.roster_row (
  batch_id uuid not null,
  party_id uuid not null,
  line int not null check (line > 1),
  trainee_id uuid not null,
  -- Null: the row made the person.
  before jsonb,
  -- The version it left: what was changed since is not taken back.
  left_version int not null,
  primary key (batch_id, line),
  foreign key (batch_id, party_id) references training.roster_batch (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);

-- What else counts, and what a party says in sums: courses found equivalent, with the lessons they carry; who offers training (A2.2d);
-- totals that a commander signs.
create table training.equivalent (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  provider text not null check (length(provider) between 1 and 200),
  module_id text not null,
  -- Elements of the training appendix it was found to hold, and the lessons that therefore need not be taken.
  elements text[] not null check (cardinality(elements) > 0),
  lessons text[] not null check (cardinality(lessons) > 0),
  why text not null check (length(why) between 1 and 1000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  ended_at timestamptz,
  ended_by uuid references identity.person,
  version int not null default 1,
  -- A record made by mistake is taken back, and everything that stood on it goes with it in the same transaction, whoever takes it back and
  -- however: the certificate holds no longer, and a check at the player counts no more, so that the learner can take it again. What was
  -- passed, when and why it was taken back stays.
  ended_reason text check (length(ended_reason) between 1 and 500),
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
  -- The day on which somebody last made sure.
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

-- The board of a rotation as it stood when one rotation hands over to the next, and who signed it: two commanders, each once.
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
  -- A hand-over counted whoever is still within the days they have been given (0365) as trained, and its evidence said so, while a board
  -- put into evidence counts them as neither. Those counted here are neither persons nor ready of it any more; how many they are stands
  -- beside.
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

-- Classes, the slips that let a trainee in without mail or account, and what is learnt with them. A slip is a class code, a service number
-- and a PIN on paper: no name stands here. Phones are shared and shelters have no network, so two secrets are told apart: the one of a
-- session opens pages, ends with the next phone and with "leave"; the one of the queue only hands in what was done without a network, and
-- lives on until that has arrived.
create table training.class (
  id uuid primary key,
  party_id uuid not null references parties.party,
  unit_id uuid,
  -- No letter that reads like a figure.
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

-- The digest is SHA-256 over the Argon2id output, as for passwords: what the program sends is compared here and never leaves the database.
create table training.slip (
  id uuid primary key,
  class_id uuid not null,
  party_id uuid not null,
  trainee_id uuid not null,
  pin_salt bytea not null check (length(pin_salt) = 16),
  pin_digest bytea not null check (length(pin_digest) = 32),
  failures int not null default 0,
  closed_until timestamptz,
  made_at timestamptz not null,
  made_by uuid not null references identity.person,
  unique (class_id, trainee_id),
  unique (id, trainee_id),
  foreign key (class_id, party_id) references training.class (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
create index slip_trainee on training.slip (trainee_id);

create table training.learner_session (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  -- Null: somebody who came from their account at the desk.
  slip_id uuid,
  token_hash bytea not null unique,
  ticket_hash bytea not null unique,
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ticket_ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('other-phone', 'left', 'new-pin', 'taken-over')),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  foreign key (slip_id, trainee_id) references training.slip (id, trainee_id),
  check ((ended_at is null) = (ended_because is null))
);
create index learner_session_slip on training.learner_session (slip_id, started_at);
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

-- A final check as it was drawn. The answers themselves are not kept: only what they came to, and which questions to read again.
create table training.attempt (
  id uuid primary key,
  trainee_id uuid not null,
  party_id uuid not null,
  class_id uuid,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  drawn jsonb not null,
  drawn_at timestamptz not null,
  -- When the learner says it was answered (a phone without a network), and when it arrived.
  answered_at timestamptz,
  received_at timestamptz,
  score int check (score between 0 and 100),
  missed text[],
  passed boolean,
  acknowledged_at timestamptz,
  acknowledgement_hash bytea check (length(acknowledgement_hash) = 32),
  -- The answers, for the moment in which they are graded: never kept.
  given jsonb check (given is null),
  -- The lessons a check is of; null: the whole module.
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
-- One open check at a time: leaving and coming back draws no easier one, on no device.
create unique index attempt_open on training.attempt (trainee_id, module_id, module_version) where received_at is null;
create index attempt_trainee on training.attempt (trainee_id, module_id, drawn_at);
create index attempt_class on training.attempt (class_id);

-- An instructor gives new tries. Nothing of the earlier ones is taken away.
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

-- What an operation or a nation puts into a slot of the courses: its theatre brief (A2.3b), its law annex (A2.2b). A draft is written over;
-- what was signed stays, version by version, and the newest that was not withdrawn is what learners read.
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

-- Certificates: what somebody carries to show that a module was passed. The paper holds a signed token; here stand its number and whether
-- it still holds.
create table training.certificate (
  -- 100 random bits, without letters that read like figures: whoever has the number has the paper.
  number text primary key check (number ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  completion_id uuid not null unique,
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  passed_on date not null,
  valid_until date,
  key_generation int not null check (key_generation >= 1),
  issued_at timestamptz not null,
  issued_by uuid not null references identity.person,
  revoked_at timestamptz,
  revoked_by uuid references identity.person,
  revoked_reason text check (length(revoked_reason) between 1 and 500),
  foreign key (completion_id, party_id) references training.completion (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_reason is null))
);
create index certificate_party on training.certificate (party_id, issued_at desc);
create index certificate_trainee on training.certificate (trainee_id);
create index certificate_revoked on training.certificate (revoked_at) where revoked_at is not null;

-- The public keys certificates are checked with, one for each master key there ever was. Written at the start from the key file, by the
-- owner of the tables alone: a key somebody could add with SQL would make certificates nobody earned.
create table training.certificate_key (
  generation int primary key,
  public_key bytea not null check (length(public_key) = 32),
  since timestamptz not null default now()
);

-- Which versions of the courses a party teaches: its curriculum map, and the evidence it left (P5d.2 to P5d.4, A2). A new version asks to
-- be adopted anew.
create table training.courses_taught (
  id uuid primary key,
  party_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  -- What was adopted: lessons with their versions, by the element they carry, and its fingerprint.
  map jsonb not null check (jsonb_typeof(map) = 'array' and length(map::text) <= 60000),
  map_hash bytea not null check (length(map_hash) = 32),
  evidence_id uuid not null,
  adopted_at timestamptz not null,
  adopted_by uuid not null references identity.person
);
create index courses_taught_party on training.courses_taught (party_id, adopted_at desc);

-- How far the statements of a party's learning systems were read, so that no press reads the whole store again; and the statements that
-- wait: they name a number that was on no roster then, or no module. One goes with its statement, when its time is over.
create table training.xapi_place (
  party_id uuid primary key references parties.party,
  -- Of completions, and of what takes statements back.
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
  -- The number, or the address of the activity.
  value text not null check (length(value) <= 500),
  primary key (source_id, statement_id),
  foreign key (source_id, statement_id) references lrs.statement (source_id, id) on delete cascade
);
create index xapi_waiting_party on training.xapi_waiting (party_id, why, value);

-- What somebody knew before they began a module: eight questions, once, that count for nothing. With the first final check it says what a
-- course teaches (A2), in means over people; of one person it says nothing to anybody but their instructor.
create table training.first_look (
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  score int not null check (score between 0 and 100),
  answered_at timestamptz not null,
  -- A class on paper answers the same questions before it begins, and its instructor enters what the sheets came to: how many were right
  -- before, and what the first final test came to, passed or not. `sheet` is the test on paper it was entered with, as completions name it.
  -- Null: at the player, where the first check is kept itself.
  sheet text check (length(sheet) between 1 and 200),
  sheet_score int check (sheet_score between 0 and 100),
  recorded_by uuid references identity.person (id),
  primary key (trainee_id, module_id, module_version),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id),
  check ((sheet is null) = (sheet_score is null) and (sheet is null) = (recorded_by is null))
);
