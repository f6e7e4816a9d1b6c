comment on table reports.message is 'The encrypted thread of a report: each way a chain, by place.';
comment on column reports.message.encrypted is 'Ciphertext. The signature is inside, and is made for this report, direction and place.';

alter table reports.message enable row level security;
alter table reports.message force row level security;
grant select on reports.message to manumit_app;
grant select, insert on reports.message to manumit_guard;

create policy message_read on reports.message for select to manumit_app using (
  exists (select from reports.wrap w where w.report_id = message.report_id)
);

create policy guard_all on reports.message to manumit_guard using (true) with check (true);

create policy owner_all on reports.message to manumit_schema using (true) with check (true);
