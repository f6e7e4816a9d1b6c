comment on table reports.danger_page is
  'When a person was last notified of danger, so that many reports in a few minutes make one mail. Deleted after those minutes.';

alter table reports.danger_page enable row level security;
alter table reports.danger_page force row level security;
grant select, insert, delete on reports.danger_page to manumit_guard;

create policy guard_all on reports.danger_page to manumit_guard using (true) with check (true);

create policy owner_all on reports.danger_page to manumit_schema using (true) with check (true);
