-- Files that a firm sends by its link: a signed certification, a plan, what answers a question (5f, P5f.4). Their bytes are deleted after a
-- period (retention); name, size and hash stay.
alter table contractors.firm_message
  drop constraint firm_message_check,
  add constraint firm_message_question check (question_id is not null or kind <> 'answer'),
  add constraint firm_message_question_kind check (question_id is null or kind in ('answer', 'file')),
  add unique (id, firm_id, party_id);

create table contractors.firm_file (
  id uuid primary key,
  firm_id uuid not null,
  party_id uuid not null,
  about text not null check (about in ('certification', 'plan', 'answer', 'other')),
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (length(media_type) between 1 and 100),
  bytes int not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  pages int check (pages > 0),
  unique (id, party_id),
  foreign key (id, firm_id, party_id) references contractors.firm_message (id, firm_id, party_id)
);
create index firm_file_firm on contractors.firm_file (firm_id);

create table contractors.firm_file_chunk (
  file_id uuid not null,
  party_id uuid not null,
  seq int not null check (seq >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  sent_at timestamptz not null,
  primary key (file_id, seq),
  foreign key (file_id, party_id) references contractors.firm_file (id, party_id)
);

-- A plan may come from the firm itself, by its link: then no person here recorded it.
alter table contractors.plan
  add column source text not null default 'officer' check (source in ('officer', 'firm')),
  alter column recorded_by drop not null,
  add constraint plan_recorded_by_one check ((source = 'officer') = (recorded_by is not null));
