-- What the log says of a channel and a day (5e): one leaf for each day of an open channel, whether anything was reported or not.
create table reports.daily_leaf (
  channel_id uuid not null references reports.channel,
  day date not null,
  manifest_number int,
  successors int not null check (successors >= 0),
  root bytea not null check (length(root) = 32),
  entry_id uuid not null unique,
  primary key (channel_id, day),
  foreign key (channel_id, manifest_number) references reports.manifest
);
