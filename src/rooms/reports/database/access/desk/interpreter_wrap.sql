comment on table reports.interpreter_wrap is
  'The key of a report, encrypted to an interpreter until a date. Deleted when a reader ends it, or once the date has passed.';
comment on column reports.interpreter_wrap.given_by is 'The number of the reader who gave it.';
comment on column reports.interpreter_wrap.until is 'The last day on which the report is served to the interpreter.';
comment on column reports.interpreter_wrap.bytes is 'Ciphertext: the key of the report, which the interpreter alone opens.';

alter table reports.interpreter_wrap enable row level security;
alter table reports.interpreter_wrap force row level security;
-- Nobody reads it by a query: functions serve it to the interpreter, and say to the readers of the report who has it.
grant select, insert, delete on reports.interpreter_wrap to manumit_guard;
grant update (given_by, given_on, until, bytes) on reports.interpreter_wrap to manumit_guard;

create policy guard_all on reports.interpreter_wrap to manumit_guard using (true) with check (true);

create policy owner_all on reports.interpreter_wrap to manumit_schema using (true) with check (true);
