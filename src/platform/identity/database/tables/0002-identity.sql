-- People, their roles, and the functions that turn a session into claims the application role cannot forge.
create schema identity;
grant usage on schema identity to manumit_app, manumit_guard;
grant create on schema identity to manumit_guard;

-- The rank of a label, 1 for the lowest; null for an unknown word. Table checks call it under every role.
create function identity.label_rank(label text) returns int
language sql immutable strict
as $$
  select array_position(array['unclassified', 'restricted', 'confidential', 'secret'], label)
$$;
alter function identity.label_rank(text) owner to manumit_guard;
revoke all on function identity.label_rank(text) from public;
grant execute on function identity.label_rank(text) to manumit_app, manumit_schema;

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
-- People are listed by name, one page at a time.
create index person_name on identity.person (name, id);

-- The keys under which a person is found by name (docs/decisions/061). Keys are compared byte by byte, so that the beginning of a word is a
-- range of the index.
create table identity.person_key (
  edits smallint not null check (edits in (0, 1)),
  key text not null collate "C",
  person_id uuid not null references identity.person on delete cascade,
  primary key (edits, key, person_id)
);
create index person_key_person on identity.person_key (person_id);

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
  browser text not null default 'other' check (browser in ('firefox', 'chrome', 'edge', 'safari', 'opera', 'other')),
  system text not null default 'other' check (system in ('windows', 'macos', 'linux', 'android', 'ios', 'other')),
  wrong_passwords int not null default 0
);
create index session_person on identity.session (person_id) where ended_at is null;

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
  assignment_participation uuid,
  assignment_round uuid,
  assignment_obligations text[],
  check (valid_to is null or valid_to >= valid_from),
  check (identity.label_rank(label) is not null),
  constraint assignment_whole check (
    (assignment_participation is null) = (assignment_round is null)
    and (assignment_participation is null) = (assignment_obligations is null)
  ),
  constraint assignment_of_reviewer check (assignment_participation is null or (role = 'reviewer' and party_id is not null))
);
create index role_grant_person on identity.role_grant (person_id) where ended_at is null;
create index role_grant_office on identity.role_grant (person_id) where role = 'policy-office';
create index role_grant_rotation on identity.role_grant (rotation_id) where rotation_id is not null and ended_at is null;
-- Opening claims reads the active grants of one person. While a table has no statistics, an index by party looks equally good, and plans
-- cached by connections scanned the grants of all parties. This index therefore cannot serve a query without a party.
create index role_grant_party on identity.role_grant (party_id) where ended_at is null and party_id is not null;

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

create table identity.attempt (
  id uuid primary key,
  person_id uuid not null references identity.person,
  token_hash bytea not null unique,
  first_factor text not null check (first_factor in ('password', 'link', 'provider')),
  step text not null check (step in ('second-factor', 'set-up')),
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  failures int not null default 0,
  finished_at timestamptz
);
create index attempt_ends on identity.attempt (ends_at);
create index attempt_person on identity.attempt (person_id);

create table identity.sign_in_rule (
  id int primary key default 1 check (id = 1),
  second_factor boolean not null default true
);
insert into identity.sign_in_rule default values;

create unlogged table identity.voucher_key (
  id int primary key default 1 check (id = 1),
  key bytea not null check (length(key) = 32),
  key_encrypted bytea not null
);

create table identity.failed_sign_in (
  address_digest bytea primary key,
  failures int not null,
  last_at timestamptz not null default now()
);
create index failed_sign_in_last on identity.failed_sign_in (last_at);

create table identity.spent_work (
  nonce text primary key,
  until timestamptz not null,
  guess_of bytea
);
-- What is stored about an address must not reveal that it is registered, nor when its owner signs in. A right password used to clear the
-- failures of its address, so a stranger who had failed three times noticed that no work was required any more. Now a right password
-- changes nothing, and failures expire a day after the last, for registered and unknown addresses alike. A guess under way is counted in
-- spent_work.guess_of and is not undone if it was right, because that could be observed too.
create index spent_work_guess on identity.spent_work (guess_of) where guess_of is not null;

create table identity.totp (
  person_id uuid primary key references identity.person,
  secret_encrypted bytea not null,
  set_at timestamptz not null default now(),
  last_step bigint not null default 0,
  failures int not null default 0,
  closed_until timestamptz
);

create table identity.recovery_code (
  person_id uuid not null references identity.person,
  digest bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, digest)
);

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
  copied_at timestamptz
);
create index passkey_person on identity.passkey (person_id);

create table identity.spent (
  hash bytea primary key,
  at timestamptz not null default now()
);
create index spent_at on identity.spent (at);

create table identity.single_sign_on (
  person_id uuid primary key references identity.person,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null default now(),
  unique (issuer, subject)
);

create table identity.listed_grant (
  grant_id uuid primary key references identity.role_grant,
  person_id uuid not null references identity.person
);
create index listed_grant_person on identity.listed_grant (person_id);

create table identity.access_record (
  id uuid primary key default gen_random_uuid(),
  minute timestamptz not null,
  person_id uuid not null,
  kind text not null,
  object_id uuid,
  party_id uuid,
  outcome text not null check (outcome in ('read', 'denied')),
  unique nulls not distinct (kind, object_id, minute, person_id, outcome),
  constraint access_record_kind_check check (
    kind in ('evidence-item', 'document', 'evidence', 'dossier', 'matrix', 'participation', 'round', 'report', 'people', 'access', 'roster')
  )
);
create index access_record_object on identity.access_record (object_id, minute desc, id desc);
create index access_record_party on identity.access_record (party_id, minute desc, id desc);
create index access_record_person on identity.access_record (person_id, party_id, minute desc);
create index access_record_minute on identity.access_record (minute desc, id desc);

create table identity.failed_minute (
  minute timestamptz primary key,
  failures int not null check (failures > 0)
);

create unlogged table identity.claims_key (
  id int primary key default 1 check (id = 1),
  key bytea not null check (length(key) = 32),
  before bytea,
  since timestamptz not null default '-infinity'
);
insert into identity.claims_key (key)
  values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text, 'UTF8')));
