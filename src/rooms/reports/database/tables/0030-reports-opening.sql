-- Opening a reporting channel (5e, A1.5): what its readers must do whatever the wish, test reports that prove that readers can open
-- one, and drills of recovery files.
create table reports.limit_statement (
  channel_id uuid not null references reports.channel,
  number int not null check (number >= 1),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  stated_on date not null,
  stated_by uuid not null references identity.person,
  primary key (channel_id, number)
);

create table reports.test_report (
  id uuid primary key,
  channel_id uuid not null,
  manifest_number int not null,
  body bytea not null,
  answer_hash bytea not null check (length(answer_hash) = 32),
  sent_on date not null,
  sent_by uuid not null references identity.person,
  foreign key (channel_id, manifest_number) references reports.manifest
);
create index test_report_list on reports.test_report (channel_id, manifest_number);

create table reports.test_wrap (
  report_id uuid not null references reports.test_report,
  channel_id uuid not null,
  reader_number int not null,
  bytes bytea not null,
  read_on date,
  primary key (report_id, reader_number),
  foreign key (channel_id, reader_number) references reports.reader
);

create table reports.recovery_drill (
  channel_id uuid not null,
  reader_number int not null,
  drilled_on date not null,
  primary key (channel_id, reader_number, drilled_on),
  foreign key (channel_id, reader_number) references reports.reader
);

create table reports.reader_certificate (
  channel_id uuid not null,
  reader_number int not null,
  certificate text not null check (certificate ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  shown_on date not null,
  primary key (channel_id, reader_number),
  unique (channel_id, certificate),
  foreign key (channel_id, reader_number) references reports.reader
);
