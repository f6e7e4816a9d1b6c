-- What a reader leaves for the next shift (5e, A1.5): encrypted to the readers of the list in force. The server knows who left it and on
-- which day.
create table reports.shift_note (
  channel_id uuid not null,
  place int not null check (place >= 1),
  id uuid not null unique,
  manifest_number int not null,
  reader_number int not null,
  encrypted bytea not null,
  written_on date not null,
  primary key (channel_id, place),
  foreign key (channel_id, manifest_number) references reports.manifest,
  foreign key (channel_id, reader_number) references reports.reader
);
alter table reports.shift_note alter column encrypted set storage external;
