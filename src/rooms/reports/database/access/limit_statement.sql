comment on table reports.limit_statement is
  'What the readers of a channel must do whatever the reporter wishes: for a child, for a life in danger, by the law of the place. Written '
  'by a legal adviser, with its date. The newest one is in force.';
comment on column reports.limit_statement.body is
  'By case (a child, a life in danger, the law of the place) and language: what readers must do.';

alter table reports.limit_statement enable row level security;
alter table reports.limit_statement force row level security;
grant select, insert on reports.limit_statement to manumit_app;
grant select on reports.limit_statement to manumit_guard;

create policy limit_statement_read on reports.limit_statement for select to manumit_app using (
  channel_id in (select id from reports.channel)
);

create policy limit_statement_write on reports.limit_statement for insert to manumit_app with check (
  stated_by = (select identity.person())
  and reports.is_kept_by(channel_id, (select identity.parties(identity.group('legal-advisers')))::uuid[])
);

-- For what the page of a channel says before a reporter writes.
create policy guard_all on reports.limit_statement to manumit_guard using (true) with check (true);

create policy owner_all on reports.limit_statement to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.limit_statement
  for each statement execute function platform.record_public_change();
