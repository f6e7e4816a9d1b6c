comment on table reports.test_wrap is
  'The key of a test report, encrypted to one reader, and the day on which the reader proved to have opened it.';
comment on column reports.test_wrap.bytes is 'Ciphertext: the key of the test report.';

alter table reports.test_wrap enable row level security;
alter table reports.test_wrap force row level security;
grant select, insert on reports.test_wrap to manumit_app;
grant select, update on reports.test_wrap to manumit_guard;

-- As their reader is seen: by the reader, by those who keep the channel, by headquarters.
create policy test_wrap_read on reports.test_wrap for select to manumit_app using (
  (channel_id, reader_number) in (select r.channel_id, r.number from reports.reader r)
);

create policy test_wrap_send on reports.test_wrap for insert to manumit_app with check (
  read_on is null
  and (report_id, channel_id) in (
    select t.id, t.channel_id from reports.test_report t where t.sent_by = (select identity.person())
  )
);

create policy guard_all on reports.test_wrap to manumit_guard using (true) with check (true);

create policy owner_all on reports.test_wrap to manumit_schema using (true) with check (true);
