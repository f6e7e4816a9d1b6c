comment on table reports.notice_day is
  'The days whose mail to readers was queued. Every reader gets one each day, with the same words, so that mail shows nothing.';

alter table reports.notice_day enable row level security;
alter table reports.notice_day force row level security;
grant select, insert on reports.notice_day to manumit_guard;

create policy guard_all on reports.notice_day to manumit_guard using (true) with check (true);

create policy owner_all on reports.notice_day to manumit_schema using (true) with check (true);
