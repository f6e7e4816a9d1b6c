comment on table reports.notice_test is
  'The newest test notice to a reader, and the last day on which its link was opened by that reader. It says that mail to them arrives.';
comment on column reports.notice_test.answer_hash is 'SHA-256 of the random bytes in the link. The link itself is in the mail alone.';
comment on column reports.notice_test.confirmed_on is 'Of this notice or of an earlier one; null: none was confirmed yet.';

alter table reports.notice_test enable row level security;
alter table reports.notice_test force row level security;
grant select on reports.notice_test to manumit_app;
grant select, insert, update on reports.notice_test to manumit_guard;

-- As their reader is seen: by the reader, by those who keep the channel, by headquarters.
create policy notice_test_read on reports.notice_test for select to manumit_app using (
  (channel_id, reader_number) in (select r.channel_id, r.number from reports.reader r)
);

create policy guard_all on reports.notice_test to manumit_guard using (true) with check (true);

create policy owner_all on reports.notice_test to manumit_schema using (true) with check (true);
