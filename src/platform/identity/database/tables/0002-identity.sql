-- Who people are, what they may do, and how a session becomes claims that the application role cannot forge.
create schema identity;
grant usage on schema identity to manumit_app, manumit_guard;
grant create on schema identity to manumit_guard;

-- The place of a label in the order of labels, 1 for the lowest; null for a word that is none. Checks of tables call it, whoever writes.
create function identity.label_rank(label text) returns int
language sql immutable strict
as $$
  select array_position(array['unclassified', 'restricted', 'confidential', 'secret'], label)
$$;
alter function identity.label_rank(text) owner to manumit_guard;
revoke all on function identity.label_rank(text) from public;
grant execute on function identity.label_rank(text) to manumit_app, manumit_schema;

-- The key that signs claims. Only the guard's functions read it.
create table identity.secret (
  id int primary key default 1 check (id = 1),
  key bytea not null
);
insert into identity.secret (key) values (
  sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8'))
);

create table identity.person (
  id uuid primary key,
  kind text not null default 'person' check (kind in ('person', 'installation')),
  name text not null check (length(name) between 1 and 200),
  email text unique check (email = lower(email)),
  language text not null default 'en' check (language in ('en', 'fr')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
-- People are listed by name, a page at a time, however many there are.
create index person_name on identity.person (name, id);

-- The digest is SHA-256 over the Argon2id output: what the application sends is compared here, and no hash ever leaves the database.
create table identity.password (
  person_id uuid primary key references identity.person,
  salt bytea not null,
  digest bytea not null,
  changed_at timestamptz not null default now()
);

create table identity.session (
  id uuid primary key,
  person_id uuid not null references identity.person,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ended_at timestamptz,
  -- One's own account: where one is signed in, the password, and the way back for somebody who lost everything.
  -- What a browser calls itself is kept only as a coarse family, so that a list of devices tells them apart and nothing more.
  browser text not null default 'other' check (browser in ('firefox', 'chrome', 'edge', 'safari', 'opera', 'other')),
  system text not null default 'other' check (system in ('windows', 'macos', 'linux', 'android', 'ios', 'other')),
  wrong_passwords int not null default 0
);
create index session_person on identity.session (person_id) where ended_at is null;

-- A grant: what a person may do, for which party, unit or operation, up to which label, from and to which day.
create table identity.role_grant (
  id uuid primary key,
  person_id uuid not null references identity.person,
  role text not null check (
    role in (
      'policy-office', 'reviewer', 'focal-point', 'commander', 'training-officer', 'case-officer', 'investigator',
        'legal-adviser', 'contracting-officer', 'partner-contact', 'auditor', 'party-admin', 'platform-admin'
    )
  ),
  party_id uuid,
  unit_id uuid,
  operation_id uuid,
  label text not null default 'unclassified',
  valid_from date not null default current_date,
  valid_to date,
  granted_by uuid references identity.person,
  granted_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid references identity.person,
  rotation_id uuid,
  -- A seat: the grant of a reviewer whom a drawn nation sends for one part of one round. It stands among the other grants, so that its end
  -- and the review of access hold for it, and opens nothing by its role: in the claims it is no grant, so that whatever asks for roles does
  -- not find it. What a seat opens asks for seats.
  seat_part uuid,
  seat_round uuid,
  seat_duties text[],
  check (valid_to is null or valid_to >= valid_from),
  check (identity.label_rank(label) is not null),
  constraint seat_whole check ((seat_part is null) = (seat_round is null) and (seat_part is null) = (seat_duties is null)),
  constraint seat_of_reviewer check (seat_part is null or (role = 'reviewer' and party_id is not null))
);
create index role_grant_person on identity.role_grant (person_id) where ended_at is null;
create index role_grant_office on identity.role_grant (person_id) where role = 'policy-office';
create index role_grant_rotation on identity.role_grant (rotation_id) where rotation_id is not null and ended_at is null;
-- Whoever opens claims reads the grants of one person that have not ended. Where nothing is known yet of a table, an index by party looks
-- as good, and plans kept by each connection went through the grants of all parties. So it answers no question that names no party.
create index role_grant_party on identity.role_grant (party_id) where ended_at is null and party_id is not null;

-- A one-time link: for the first person (set-up) or for somebody invited. Only its hash is kept.
create table identity.invitation (
  id uuid primary key,
  purpose text not null check (purpose in ('set-up', 'invitation')),
  person_id uuid references identity.person,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  created_by uuid references identity.person,
  ends_at timestamptz,
  used_at timestamptz,
  check (purpose = 'set-up' or person_id is not null)
);

-- Sign-in goes in steps (docs/decisions/011-sign-in.md): a first factor opens an attempt, and only the last step makes a session.
-- Whoever holds an attempt is nobody: identity.open does not look here. Only the hash of its token is kept, and for a day at most.
create table identity.attempt (
  id uuid primary key,
  person_id uuid not null references identity.person,
  token_hash bytea not null unique,
  first_factor text not null check (first_factor in ('password', 'link', 'provider')),
  step text not null check (step in ('second-factor', 'set-up')),
  begun_at timestamptz not null default now(),
  ends_at timestamptz not null,
  failures int not null default 0,
  over_at timestamptz
);
create index attempt_ends on identity.attempt (ends_at);
create index attempt_person on identity.attempt (person_id);

-- Whether an account opened with a password must have a second factor. Only the schema role may waive it; an exercise does.
create table identity.entrance_rule (
  id int primary key default 1 check (id = 1),
  second_factor boolean not null default true
);
insert into identity.entrance_rule default values;

-- What the program vouches with for what the database cannot check itself; sealed under the key file beside it, for the program to open.
create unlogged table identity.voucher_key (
  id int primary key default 1 check (id = 1),
  key bytea not null check (length(key) = 32),
  sealed bytea not null
);

-- Strangers must not guess, and must not lock anybody out. Failures are counted by a keyed hash of the address that was typed, whether or
-- not anybody has it, and forgotten after a day. From the third on, sign-in asks for work; whoever does it and knows the password is let
-- in.
create table identity.failed_entry (
  address_digest bytea primary key,
  failures int not null,
  last_at timestamptz not null default now()
);
create index failed_entry_last on identity.failed_entry (last_at);

-- Work that was handed in: each challenge is good once.
create table identity.spent_work (
  nonce text primary key,
  until timestamptz not null,
  -- A guess is counted before it is looked at, so that however many are sent at once, no more of them pass than the count allows
  -- (docs/decisions/040). A password is derived only for a guess that was begun here; where work is asked for, it is spent here, once. A
  -- row is work that was handed in, or a guess that needed none. While `guess_of` is set, one password may be tried at that address.
  guess_of bytea
);
-- What is kept of an address must not tell strangers that somebody has it, nor when they sign in. A right password took the failures of its
-- address away: whoever had failed there three times saw it by the work that was no longer asked for. Now nothing changes with a right
-- password, and failures go a day after the last, known address or not. A guess under way counts where it stands (spent_work.guess_of): it
-- need not be taken back where it was right, which could be watched too.
create index spent_work_begun on identity.spent_work (guess_of) where guess_of is not null;

-- One-time codes (RFC 6238) and recovery codes: the second factors of somebody without a passkey.
-- The secret is made in the browser and sealed by the program under a key that is not in this database.
create table identity.totp (
  person_id uuid primary key references identity.person,
  sealed bytea not null,
  set_at timestamptz not null default now(),
  last_step bigint not null default 0,
  failures int not null default 0,
  closed_until timestamptz
);

-- Eighty random bits each, kept as a hash of whose they are and what they say.
create table identity.recovery_code (
  person_id uuid not null references identity.person,
  digest bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, digest)
);

-- Passkeys: both factors in one. PostgreSQL cannot check their signatures, so the program does and vouches for what it saw
-- (docs/decisions/012).
create table identity.passkey (
  id uuid primary key,
  person_id uuid not null references identity.person,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  -- Since when it is known that there is a copy: an authenticator counts up, and this one's counter went back.
  copied_at timestamptz
);
create index passkey_person on identity.passkey (person_id);

-- Challenges and attempts are signed by the program and kept nowhere; what was used is kept here until it has long run out, so that it
-- works once.
create table identity.spent (
  hash bytea primary key,
  at timestamptz not null default now()
);
create index spent_at on identity.spent (at);

-- Single sign-on: an account of another system opens what a list of this installation grants to it, and nothing where the list is silent.
-- The program checks the provider's token and vouches for it (docs/decisions/012).
create table identity.single_sign_on (
  person_id uuid primary key references identity.person,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null default now(),
  unique (issuer, subject)
);

-- Which grants came by it: those given by hand are never touched.
create table identity.listed_grant (
  grant_id uuid primary key references identity.role_grant,
  person_id uuid not null references identity.person
);
create index listed_grant_person on identity.listed_grant (person_id);

-- Who looked at what, and who was refused: one row per person, object, outcome and minute, only ever added. It names objects and holds
-- nothing of them. No foreign keys: a record outlives what it names, and is written apart from the read.
create table identity.access_record (
  id uuid primary key default gen_random_uuid(),
  minute timestamptz not null,
  person_id uuid not null,
  kind text not null,
  -- Null for a list that is of no single object, and where a refused person asked for what does not exist: made-up ids fill no table.
  object_id uuid,
  party_id uuid,
  outcome text not null check (outcome in ('read', 'denied')),
  unique nulls not distinct (kind, object_id, minute, person_id, outcome),
  constraint access_record_kind_check check (
    kind in ('piece', 'document', 'evidence', 'dossier', 'matrix', 'part', 'round', 'report', 'people', 'access', 'roster')
  )
);
create index access_record_object on identity.access_record (object_id, minute desc, id desc);
create index access_record_party on identity.access_record (party_id, minute desc, id desc);
create index access_record_person on identity.access_record (person_id, party_id, minute desc);
create index access_record_minute on identity.access_record (minute desc, id desc);

-- Failed sign-ins belong into the log, and strangers must not fill it: they are counted by the minute, whoever was meant, and entered once
-- for each.
create table identity.failed_minute (
  minute timestamptz primary key,
  failures int not null check (failures > 0)
);

-- The keys that sign claims and that the program vouches with need not outlive the server's start. They stand in unlogged tables: no log,
-- no backup and no standby has them, and they are empty after a crash. The launcher makes new ones at each start; a connection that finds
-- no key of claims makes one before it is used. identity.secret stays what made-up salts and the digests of addresses that failed are
-- worked out with (identity.keyed): those must read the same after a start.
create unlogged table identity.claims_key (
  id int primary key default 1 check (id = 1),
  key bytea not null check (length(key) = 32),
  -- Where another process is at work while the key is renewed, its transactions go on with the key they began with.
  before bytea,
  since timestamptz not null default '-infinity'
);
insert into identity.claims_key (key)
  values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8')));
