comment on table reports.attended_day is
  'The days on which a reader of a channel unlocked its reports. Not who, not when: the public page and evidence need the day alone.';
-- It announces no public change: public pages, made again at once, would show the minute of the first unlock of a day. They are made again
-- within a quarter of an hour.

alter table reports.attended_day enable row level security;
alter table reports.attended_day force row level security;
grant select, insert on reports.attended_day to manumit_guard;

create policy guard_all on reports.attended_day to manumit_guard using (true) with check (true);

create policy owner_all on reports.attended_day to manumit_schema using (true) with check (true);
