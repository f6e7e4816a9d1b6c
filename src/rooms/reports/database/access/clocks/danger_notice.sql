comment on table reports.danger_notice is
  'Who was notified of a report of danger. Without a time, and deleted with the danger: when a reader says "I have it", or after 24 hours.';
comment on column reports.danger_notice.message_id is 'The mail. Where it could not be sent, the next person is notified at once.';

alter table reports.danger_notice enable row level security;
alter table reports.danger_notice force row level security;
grant select, insert on reports.danger_notice to manumit_guard;

create policy guard_all on reports.danger_notice to manumit_guard using (true) with check (true);

create policy owner_all on reports.danger_notice to manumit_schema using (true) with check (true);
