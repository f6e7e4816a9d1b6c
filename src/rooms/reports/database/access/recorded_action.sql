comment on table reports.recorded_action is
  'What was done with reports on a day, as salted hashes, written in the transaction of the act. The leaf of the day names their root. '
  'The hash is the key, so that the rows of a day have no order of their own.';
comment on column reports.recorded_action.detail is 'What was done. Nobody reads it by a query; it proves an act whose hash is in a root.';
comment on column reports.recorded_action.hash is 'SHA-256 over salt and detail.';
comment on column reports.recorded_action.salt is 'Random bytes; null once the detail was erased: nobody can guess it from the hash.';

alter table reports.recorded_action enable row level security;
alter table reports.recorded_action force row level security;
grant select, insert on reports.recorded_action to manumit_guard;
grant update (detail, salt) on reports.recorded_action to manumit_guard;

create policy guard_all on reports.recorded_action to manumit_guard using (true) with check (true);

create policy owner_all on reports.recorded_action to manumit_schema using (true) with check (true);

create trigger keep_day_open before insert on reports.recorded_action for each row execute function reports.keep_day_open();
