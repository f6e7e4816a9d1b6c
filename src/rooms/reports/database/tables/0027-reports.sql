-- Encrypted reports (5e, App. 1). What the server stores of a report beside its ciphertext: the channel, the list of readers it was
-- encrypted to, the day, and which readers hold a wrap. No address, no device, no time of day.
grant usage on schema reports to manumit_guard;
grant create on schema reports to manumit_guard;

create table reports.channel (
  id uuid primary key,
  party_id uuid not null references parties.party,
  operation_id uuid references parties.party,
  parent_id uuid references reports.channel check (parent_id <> id),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
  name jsonb not null check (jsonb_typeof(name) = 'object'),
  first_key bytea not null check (length(first_key) = 32),
  opened_on date,
  closed_on date check (closed_on >= opened_on),
  created_at timestamptz not null,
  created_by uuid not null references identity.person,
  version int not null default 1,
  check (closed_on is null or opened_on is not null)
);
create index channel_party on reports.channel (party_id);

create table reports.successor (
  channel_id uuid not null references reports.channel,
  place int not null check (place >= 1),
  signed bytea not null check (length(signed) between 64 and 1000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  primary key (channel_id, place)
);

create table reports.reader (
  channel_id uuid not null references reports.channel,
  number int not null check (number >= 1),
  person_id uuid not null references identity.person,
  reader_function text not null check (reader_function in ('reader', 'child-protection', 'parent-duty')),
  nation text not null check (nation ~ '^[A-Z]{2}$'),
  unit text[] not null check (cardinality(unit) between 1 and 8),
  recipient text not null unique check (recipient ~ '^age1pq1[02-9ac-hj-np-z]+$' and length(recipient) = 1959),
  verify_key bytea not null check (length(verify_key) = 32),
  locked bytea not null check (length(locked) between 100 and 2000),
  joined_at timestamptz not null,
  removed_at timestamptz check (removed_at >= joined_at),
  removed_by uuid references identity.person,
  primary key (channel_id, number),
  check ((removed_at is null) = (removed_by is null))
);
create unique index reader_person on reports.reader (channel_id, person_id) where removed_at is null;
create index reader_channels on reports.reader (person_id);

create table reports.manifest (
  channel_id uuid not null references reports.channel,
  number int not null check (number >= 1),
  signed bytea not null check (length(signed) between 64 and 200000),
  readers int[] not null check (cardinality(readers) between 2 and 40),
  valid_from date not null,
  valid_until date not null check (valid_until >= valid_from and valid_until <= valid_from + 90),
  published_at timestamptz not null,
  published_by uuid not null references identity.person,
  primary key (channel_id, number)
);

create table reports.report (
  id uuid primary key,
  channel_id uuid not null,
  manifest_number int not null,
  received_on date not null,
  body bytea not null,
  mailbox_hash bytea not null unique check (length(mailbox_hash) = 32),
  verify_key bytea not null check (length(verify_key) = 32),
  letter bytea not null,
  foreign key (channel_id, manifest_number) references reports.manifest
);
-- Ciphertext does not compress: trying costs more than the row.
alter table reports.report alter column body set storage external, alter column letter set storage external;
create index report_inbox on reports.report (channel_id, received_on, id);

create table reports.wrap (
  report_id uuid not null references reports.report on delete cascade,
  channel_id uuid not null,
  reader_number int not null,
  bytes bytea not null,
  primary key (report_id, reader_number),
  foreign key (channel_id, reader_number) references reports.reader
);
alter table reports.wrap alter column bytes set storage external;
create index wrap_reader on reports.wrap (channel_id, reader_number, report_id);

create table reports.message (
  report_id uuid not null references reports.report on delete cascade,
  direction text not null check (direction in ('to-reader', 'to-reporter')),
  place int not null check (place between 0 and 59),
  encrypted bytea not null,
  sent_on date not null,
  primary key (report_id, direction, place)
);
alter table reports.message alter column encrypted set storage external;

create table reports.danger (
  report_id uuid primary key references reports.report on delete cascade,
  at timestamptz not null
);

create table reports.recorded_action (
  hash bytea primary key check (length(hash) = 32),
  channel_id uuid not null references reports.channel,
  day date not null,
  salt bytea not null check (length(salt) = 16),
  detail jsonb not null
);
create index recorded_action_day on reports.recorded_action (channel_id, day);
