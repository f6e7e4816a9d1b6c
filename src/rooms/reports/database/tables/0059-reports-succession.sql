-- Who takes over what a reader held once that reader is gone (5e): named and signed by the reader, confirmed by those who keep the channel,
-- opened with the recovery file of the reader.
create table reports.succession (
  channel_id uuid not null,
  predecessor int not null,
  successor int not null check (successor <> predecessor),
  signed bytea not null check (length(signed) between 64 and 1000),
  named_on date not null,
  confirmed_on date check (confirmed_on >= named_on),
  confirmed_by uuid references identity.person,
  primary key (channel_id, predecessor),
  foreign key (channel_id, predecessor) references reports.reader,
  foreign key (channel_id, successor) references reports.reader,
  check ((confirmed_on is null) = (confirmed_by is null))
);
