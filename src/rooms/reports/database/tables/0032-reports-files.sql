-- Files of reports (5e): one encrypted container for each report, in chunks, sent after the text was accepted.
create table reports.container (
  report_id uuid primary key references reports.report on delete cascade,
  bytes int not null check (bytes > 0),
  ticket_hash bytea not null unique check (length(ticket_hash) = 32),
  expires_on date not null
);

create table reports.chunk (
  report_id uuid not null references reports.container on delete cascade,
  place int not null check (place >= 0),
  bytes bytea not null check (length(bytes) between 1 and 65536),
  primary key (report_id, place)
);
-- Ciphertext does not compress: trying costs more than the row.
alter table reports.chunk alter column bytes set storage external;
