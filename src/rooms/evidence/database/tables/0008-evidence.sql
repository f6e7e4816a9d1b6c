-- Evidence items that show how clauses are kept, their files, and the summary that is updated with each item.
create schema evidence;
grant usage on schema evidence to manumit_app, manumit_guard;
grant create on schema evidence to manumit_guard;

create table evidence.document (
  id uuid primary key,
  party_id uuid not null references parties.party,
  by_office boolean not null default false,
  name text check (length(name) between 1 and 200),
  media_type text not null,
  bytes int not null check (bytes between 1 and 26214400),
  sha256 bytea not null,
  uploaded_by uuid not null references identity.person,
  uploaded_at timestamptz not null,
  purged_at timestamptz,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  unique (id, party_id),
  check ((name is null) = (purged_at is not null)),
  check (party_id = any (releasable_to))
);
create index document_party on evidence.document (party_id, id);

create table evidence.document_chunk (
  document_id uuid not null references evidence.document,
  seq int not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  primary key (document_id, seq)
);
alter table evidence.document_chunk alter column bytes set storage external;

create table evidence.item (
  id uuid primary key,
  edition_id text not null,
  party_id uuid not null,
  by_office boolean not null default false,
  kind text not null,
  says text not null check (says in ('met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'nil', 'zero', 'informs')),
  origin text not null check (origin in ('measured', 'rated', 'public-source', 'declared')),
  title_en text,
  title_fr text,
  source_en text,
  source_fr text,
  date text not null,
  as_of text,
  page text,
  document_id uuid,
  address text,
  note text,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'corrected', 'withdrawn', 'purge-requested', 'purged')),
  version int not null default 1,
  counts_on text check (counts_on ~ '^\d{4}-\d{2}-\d{2}$'),
  corrects_id uuid references evidence.item,
  confirms_id uuid references evidence.item,
  entered_by uuid not null,
  entered_name text,
  entered_at timestamptz not null,
  signed_by uuid,
  signed_name text,
  submitted_at timestamptz,
  ended_by uuid references identity.person,
  ended_at timestamptz,
  end_reason text,
  purge_requested_by uuid references identity.person,
  purge_requested_at timestamptz,
  purge_reason text,
  purged_by uuid references identity.person,
  purged_at timestamptz,
  released_at timestamptz,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  -- Only a file of its own party: a reader of an item can read its file.
  foreign key (document_id, party_id) references evidence.document (id, party_id),
  -- A rating and a public source are never a party's own statement.
  check (by_office or origin in ('measured', 'declared')),
  check ((submitted_at is null) = (signed_by is null) and (submitted_at is null) = (counts_on is null)),
  check (state <> 'submitted' or submitted_at is not null),
  check (state <> 'draft' or submitted_at is null),
  check ((state = 'purged') = (purged_at is not null)),
  check (state = 'purged' or (title_en is not null and title_fr is not null and source_en is not null and source_fr is not null)),
  check (
    state <> 'purged'
    or (
      title_en is null
      and title_fr is null
      and source_en is null
      and source_fr is null
      and note is null
      and address is null
      and page is null
    )
  ),
  check (party_id = any (releasable_to))
);
create index item_list on evidence.item (party_id, submitted_at, id) where submitted_at is not null;
create index item_draft on evidence.item (party_id, id) where submitted_at is null;
create index item_document on evidence.item (document_id) where document_id is not null;
create index item_corrects on evidence.item (corrects_id) where corrects_id is not null;

create table evidence.item_obligation (
  item_id uuid not null,
  obligation_id text not null,
  edition_id text not null,
  party_id uuid not null,
  kind text not null,
  says text not null,
  origin text not null,
  counts boolean not null,
  counts_on text,
  submitted_at timestamptz,
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  primary key (item_id, obligation_id),
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check (party_id = any (releasable_to))
);
create index item_obligation_latest on evidence.item_obligation (
  edition_id, party_id, obligation_id, kind, origin, counts_on, submitted_at, item_id
) where counts;
create index item_obligation_list on evidence.item_obligation (edition_id, party_id, obligation_id, counts_on, submitted_at, item_id)
  where counts;

create table evidence.summary (
  edition_id text not null,
  party_id uuid not null,
  obligation_id text not null,
  kind text not null,
  origin text not null,
  effect text not null check (effect in ('decides', 'nil', 'zero', 'informs')),
  item_id uuid not null references evidence.item,
  says text not null,
  counts_on text not null,
  submitted_at timestamptz not null,
  items int not null check (items > 0),
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  label text not null default '0',
  entry text not null generated always as (
    item_id::text || ' ' || items::text || ' ' || counts_on || ' ' || obligation_id || ' ' || kind || ' ' || origin
      || ' ' || effect || ' ' || says
  ) stored,
  check (party_id = any (releasable_to)),
  primary key (edition_id, party_id, obligation_id, kind, origin, effect, label)
) with (fillfactor = 50);

create table evidence.total (
  edition_id text not null,
  party_id uuid not null,
  items int not null check (items >= 0),
  declared int not null check (declared between 0 and items),
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  label text not null default '0',
  check (party_id = any (releasable_to)),
  primary key (edition_id, party_id, label)
) with (fillfactor = 50);

create table evidence.monthly_total (
  edition_id text not null,
  party_id uuid not null,
  obligation_id text not null,
  month text not null,
  items int not null check (items > 0),
  declared int not null check (declared between 0 and items),
  label_level smallint not null default 0 check (label_level between 0 and 3),
  releasable_to uuid[],
  label text not null default '0',
  check (party_id = any (releasable_to)),
  primary key (edition_id, party_id, month, obligation_id, label)
) with (fillfactor = 50);

create table evidence.label_release (
  id uuid primary key,
  object_id uuid not null references evidence.item,
  party_id uuid not null,
  from_level smallint not null,
  from_releasable uuid[],
  to_level smallint not null,
  to_releasable uuid[],
  reason text not null check (length(reason) between 1 and 2000),
  requested_by uuid not null references identity.person,
  requested_at timestamptz not null,
  decided_by uuid references identity.person,
  decided_at timestamptz,
  check ((decided_by is null) = (decided_at is null))
);
create index label_release_object on evidence.label_release (object_id);
