-- Test notices (5e, A1.5): a mail to each reader, whose link its reader confirms while signed in. So it is known that notices arrive.
create table reports.notice_test (
  channel_id uuid not null,
  reader_number int not null,
  answer_hash bytea not null check (length(answer_hash) = 32),
  sent_on date not null,
  confirmed_on date,
  primary key (channel_id, reader_number),
  foreign key (channel_id, reader_number) references reports.reader
);

alter table mail.message drop constraint message_kind_check;
alter table mail.message add constraint message_kind_check check (kind in ('invitation', 'digest', 'danger', 'reports', 'test-notice'));
