-- Records from before this program: imported in batches that can be undone as a whole. Each row names the item it became, and each item
-- its batch. One look-up thus shows where a record came from: the file (its hash), the line, and who imported it.
create schema imports;
grant usage on schema imports to manumit_app;

create table imports.batch (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  file_sha256 bytea not null check (octet_length(file_sha256) = 32),
  edition_id text not null references policy.edition,
  total int not null check (total > 0),
  imported int not null check (imported between 0 and total),
  started_at timestamptz not null,
  imported_by uuid not null references identity.person,
  undone_line int not null default 0,
  undo_reason text check (length(undo_reason) between 1 and 1000),
  undone_by uuid references identity.person,
  undone_at timestamptz,
  version int not null default 1,
  subject text not null default 'evidence' check (subject in ('evidence', 'parties', 'people'))
);
create index batch_started on imports.batch (started_at desc, id desc);

create table imports.row (
  batch_id uuid not null references imports.batch,
  line int not null check (line > 1),
  object_id uuid not null unique,
  primary key (batch_id, line)
);
