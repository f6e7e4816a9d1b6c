comment on table reports.test_report is
  'An invented report that those who keep a channel encrypt to its readers, to prove that they can open one. Never stored or counted '
  'among reports.';
comment on column reports.test_report.answer_hash is 'SHA-256 of random bytes inside the ciphertext: only who opened it knows them.';
comment on column reports.test_report.body is 'Ciphertext of the invented report.';

alter table reports.test_report enable row level security;
alter table reports.test_report force row level security;
grant select, insert on reports.test_report to manumit_app;
grant select on reports.test_report to manumit_guard;

create policy test_report_read on reports.test_report for select to manumit_app using (channel_id in (select id from reports.channel));

create policy test_report_send on reports.test_report for insert to manumit_app with check (
  sent_by = (select identity.person())
  and channel_id in (
    select c.id from reports.channel c
    where c.party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
  )
);

create policy guard_all on reports.test_report to manumit_guard using (true) with check (true);

create policy owner_all on reports.test_report to manumit_schema using (true) with check (true);
