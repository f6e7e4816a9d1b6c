-- An interpreter reads one report until a date (5e, A1.5). They have keys of the channel, and no list ever names them: no report is
-- encrypted to them by its reporter. What is given is one key of one report, and it is not among the wraps of readers.
alter table reports.reader drop constraint reader_reader_function_check;
alter table reports.reader add constraint reader_reader_function_check
  check (reader_function in ('reader', 'child-protection', 'parent-duty', 'interpreter'));

create table reports.interpreter_wrap (
  report_id uuid not null references reports.report on delete cascade,
  channel_id uuid not null,
  interpreter_number int not null,
  given_by int not null check (given_by >= 1),
  given_on date not null,
  until date not null check (until between given_on and given_on + 30),
  bytes bytea not null,
  primary key (report_id, interpreter_number),
  foreign key (channel_id, interpreter_number) references reports.reader
);
alter table reports.interpreter_wrap alter column bytes set storage external;
create index interpreter_wrap_number on reports.interpreter_wrap (channel_id, interpreter_number);

-- Null for a note of a reader. An interpreter is shown their own notes alone.
alter table reports.note add column interpreter_number int check (interpreter_number >= 1);

alter table reports.report_change drop constraint report_change_action_check;
alter table reports.report_change add constraint report_change_action_check
  check (action in ('take', 'assign', 'triage', 'pass-on', 'close', 'reopen', 'give-to-interpreter', 'end-interpreting'));
