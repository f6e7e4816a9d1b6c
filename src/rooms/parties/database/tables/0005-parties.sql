-- The parties to the policy, their memberships, and their contributions. Dates are as exact as their sources: text of 4, 7 or 10
-- characters.
create schema parties;
grant usage on schema parties to manumit_app, manumit_guard;
grant create on schema parties to manumit_guard;

create function parties.is_partial_date(text) returns boolean
language sql immutable strict
set search_path = pg_catalog
as $$
  select $1 ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'
$$;
revoke all on function parties.is_partial_date(text) from public;
grant execute on function parties.is_partial_date(text) to manumit_app, manumit_guard;

create table parties.party (
  id uuid primary key,
  kind text not null check (kind in ('nation', 'body', 'operation', 'contractor', 'partner')),
  code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]{1,23}$' and (kind <> 'nation' or code ~ '^[A-Z]{2}$')),
  name_en text not null check (length(name_en) between 1 and 200),
  name_fr text not null check (length(name_fr) between 1 and 200),
  body_kind text check (body_kind in ('headquarters', 'command', 'agency', 'school')),
  status_neutral boolean not null default false,
  from_date text check (parties.is_partial_date(from_date)),
  to_date text check (parties.is_partial_date(to_date)),
  note text,
  source text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid references identity.person,
  version int not null default 1,
  check (kind = 'body' or body_kind is null)
);
create index party_kind on parties.party (kind, code);

create table parties.membership (
  id uuid primary key,
  party_id uuid not null references parties.party,
  from_date text not null check (parties.is_partial_date(from_date)),
  to_date text check (parties.is_partial_date(to_date)),
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  replaces uuid unique references parties.membership
);
create index membership_party on parties.membership (party_id);

create table parties.operation (
  party_id uuid primary key references parties.party,
  theatre text not null,
  host_id uuid references parties.party,
  contracting_from date,
  contracting_source text check (length(contracting_source) between 1 and 2000),
  contracting_by uuid references identity.person,
  version int not null default 1,
  check (num_nulls(contracting_from, contracting_source, contracting_by) in (0, 3))
);
create index operation_host on parties.operation (host_id);

create table parties.observed_contribution (
  id uuid primary key,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  as_of text check (parties.is_partial_date(as_of)),
  personnel int check (personnel >= 0),
  note text,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  unique nulls not distinct (party_id, operation_id, as_of)
);

create table parties.contribution (
  id uuid primary key,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  from_day date not null,
  to_day date check (to_day >= from_day),
  source text not null,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null references identity.person,
  ended_at timestamptz,
  ended_by uuid references identity.person,
  version int not null default 1
);
create index contribution_party on parties.contribution (party_id, operation_id);

create table parties.partner (
  party_id uuid primary key references parties.party,
  country_id uuid references parties.party,
  partner_kind text not null,
  contact_kind text check (contact_kind in ('phone', 'web', 'email')),
  contact text,
  contact_tested text,
  source_date text,
  -- A number that nobody has tried may be dead, and a person in need would call it.
  check (contact_kind is distinct from 'phone' or contact is null or contact_tested is not null)
);

create table parties.unit (
  id uuid primary key,
  party_id uuid not null references parties.party,
  superior_id uuid references parties.unit,
  name text not null check (length(name) between 1 and 200),
  location text check (length(location) between 1 and 200),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, party_id),
  check (superior_id <> id)
);
create index unit_party on parties.unit (party_id, name, id);
create index unit_superior on parties.unit (superior_id);

create table parties.rotation (
  id uuid primary key,
  unit_id uuid not null,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  contingent text not null check (length(contingent) between 1 and 100),
  from_day date not null,
  hand_over date check (hand_over >= from_day),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  -- A rotation belongs to the unit's own party: otherwise inserting one would give access to another party's unit.
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index rotation_unit on parties.rotation (unit_id, from_day);
create index rotation_operation on parties.rotation (operation_id, from_day);

create table parties.calendar (
  id uuid primary key,
  party_id uuid not null references parties.party,
  zone text not null check (length(zone) between 1 and 60),
  weekend smallint[] not null check (cardinality(weekend) <= 6 and weekend <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  holidays date[] not null check (cardinality(holidays) <= 1000),
  source text not null check (length(source) between 1 and 2000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person
);
create index calendar_party on parties.calendar (party_id, recorded_at desc, id desc);

-- Foreign keys from earlier tables to those of this file. The people room's additions to the platform's identity tables: the parties of
-- grants, and who may read whom.
alter table identity.role_grant add foreign key (party_id) references parties.party;
alter table identity.role_grant add foreign key (rotation_id) references parties.rotation;
