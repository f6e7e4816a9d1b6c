-- What readers do with a report (5e, A1.5). The server stores the state, days and numbers of readers; every word is encrypted.
alter table reports.report
  add column state text not null default 'received' check (state in ('received', 'triaged', 'passed-on', 'closed', 'reopened')),
  add column assigned_to int,
  add column closed_as text check (closed_as in ('handled', 'duplicate', 'junk')),
  add column unanswered boolean not null default false,
  add column version int not null default 1,
  add check ((state = 'closed') = (closed_as is not null)),
  add foreign key (channel_id, assigned_to) references reports.reader (channel_id, number);

-- The inbox of each reader is in the order of their wraps: one index, also where a reader holds few of many.
alter table reports.wrap
  -- 0: nobody has the report yet, 1: somebody has it, 2: it is closed.
  add column turn smallint not null default 0 check (turn between 0 and 2),
  -- Whether this reader has it.
  add column mine boolean not null default false,
  add column received_on date;
update reports.wrap w set received_on = r.received_on from reports.report r where r.id = w.report_id;
alter table reports.wrap alter column received_on set not null;
create index wrap_inbox on reports.wrap (channel_id, reader_number, turn, received_on, report_id);
create index wrap_mine on reports.wrap (channel_id, reader_number, turn, received_on, report_id) where mine;

create table reports.report_change (
  report_id uuid not null references reports.report on delete cascade,
  place int not null check (place between 1 and 1000),
  action text not null check (action in ('take', 'assign', 'triage', 'pass-on', 'close', 'reopen')),
  next_state text not null,
  reader_number int not null check (reader_number >= 1),
  changed_on date not null,
  primary key (report_id, place)
);

create table reports.note (
  id uuid primary key,
  report_id uuid not null references reports.report on delete cascade,
  encrypted bytea not null,
  written_on date not null
);
alter table reports.note alter column encrypted set storage external;
create index note_report on reports.note (report_id);
