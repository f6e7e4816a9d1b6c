-- Clocks of reports (5e, A1.5): who is on duty, whom a report of danger was told to, and on which days somebody looked. Days only, but for
-- the moments of danger, which are gone after 24 hours.
create table reports.roster (
  channel_id uuid not null references reports.channel,
  number int not null check (number >= 1),
  zone text not null check (length(zone) between 1 and 60),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  primary key (channel_id, number)
);

create table reports.shift (
  channel_id uuid not null,
  roster_number int not null,
  place int not null check (place between 1 and 40),
  reader_number int not null,
  days smallint[] not null check (cardinality(days) between 1 and 7 and days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  starts text check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ends text check (ends ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  primary key (channel_id, roster_number, place),
  foreign key (channel_id, roster_number) references reports.roster,
  foreign key (channel_id, reader_number) references reports.reader,
  check ((starts is null) = (ends is null) and starts <> ends)
);

create table reports.danger_notice (
  report_id uuid not null references reports.danger on delete cascade,
  person_id uuid not null references identity.person,
  message_id uuid not null,
  primary key (report_id, person_id)
);

create table reports.danger_page (
  person_id uuid primary key references identity.person,
  at timestamptz not null
);

create table reports.notice_day (
  day date primary key
);

-- Reports deleted after their period. A restore of an older backup deletes them again.
create table reports.erased_report (
  report_id uuid primary key,
  erased_on date not null
);

create table reports.attended_day (
  channel_id uuid not null references reports.channel,
  day date not null,
  primary key (channel_id, day)
);

alter table mail.message drop constraint message_kind_check;
alter table mail.message add constraint message_kind_check check (kind in ('invitation', 'digest', 'danger', 'reports'));
create index danger_notice_person on reports.danger_notice (person_id);
create index shift_reader on reports.shift (channel_id, reader_number);
-- Its new version also returns whether danger was taken in time. PostgreSQL does not replace a function whose parameters change.
drop function if exists reports.mailbox(bytea, int);
-- What was done with a report is deleted with it; the hash stays, as the root of its day covers it.
alter table reports.recorded_action alter column salt drop not null, alter column detail drop not null;
