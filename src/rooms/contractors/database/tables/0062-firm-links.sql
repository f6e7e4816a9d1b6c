-- The page of a firm under a contract, opened by a link without account, and what the firm sends from it (5f, P5f.4).
create table contractors.firm_link (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  member_id uuid,
  firm_id uuid not null generated always as (coalesce(member_id, contract_id)) stored,
  name text not null check (length(name) between 1 and 200),
  capacity text not null check (length(capacity) between 1 and 200),
  email text check (length(email) between 3 and 200),
  telephone text check (length(telephone) between 3 and 40),
  token_hash bytea not null unique,
  created_by uuid not null references identity.person,
  created_at timestamptz not null,
  ends_on date not null,
  last_used_on date,
  uses_since timestamptz,
  uses int not null default 0 check (uses >= 0),
  revoked_by uuid references identity.person,
  revoked_at timestamptz,
  unique (id, firm_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id),
  check ((revoked_by is null) = (revoked_at is null))
);
create index firm_link_contract on contractors.firm_link (contract_id, id);

create table contractors.firm_question (
  id uuid primary key,
  contract_id uuid not null,
  party_id uuid not null,
  member_id uuid,
  firm_id uuid not null generated always as (coalesce(member_id, contract_id)) stored,
  question text not null check (length(question) between 1 and 2000),
  due_on date,
  asked_by uuid not null references identity.person,
  asked_at timestamptz not null,
  unique (id, firm_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id)
);
create index firm_question_contract on contractors.firm_question (contract_id, id);

create table contractors.firm_message (
  id uuid primary key,
  link_id uuid not null,
  contract_id uuid not null,
  party_id uuid not null,
  member_id uuid,
  firm_id uuid not null generated always as (coalesce(member_id, contract_id)) stored,
  kind text not null check (kind in ('certification', 'notice', 'answer', 'file')),
  question_id uuid,
  violation_id uuid,
  content text not null check (length(content) between 1 and 12000),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sent_at timestamptz not null,
  foreign key (link_id, firm_id) references contractors.firm_link (id, firm_id),
  foreign key (contract_id, party_id) references contractors.contract (id, party_id),
  foreign key (member_id, contract_id) references contractors.member (id, contract_id),
  foreign key (question_id, firm_id) references contractors.firm_question (id, firm_id),
  foreign key (violation_id, party_id) references contractors.violation (id, party_id),
  check ((kind = 'answer') = (question_id is not null)),
  check ((kind = 'notice') = (violation_id is not null))
);
create index firm_message_contract on contractors.firm_message (contract_id, sent_at desc, id);

-- What a firm notifies by its link is recorded by no person.
alter table contractors.violation
  alter column recorded_by drop not null,
  add column by_link uuid references contractors.firm_link,
  add constraint violation_recorded_by_one check (num_nonnulls(recorded_by, by_link) = 1);
alter table contractors.violation_step
  alter column recorded_by drop not null,
  add column by_link uuid references contractors.firm_link,
  add constraint violation_step_recorded_by_one check (num_nonnulls(recorded_by, by_link) = 1);
