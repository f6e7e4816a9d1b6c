-- Help near an operation, which anybody may call without reporting anything (5e, A1.6). An entry has a telephone number and no address: the
-- address of a shelter must never be in a list.
create schema reports;
grant usage on schema reports to manumit_app;

create table reports.help_place (
  id uuid primary key,
  party_id uuid not null references parties.party,
  country_id uuid not null references parties.party,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 60),
  name_en text not null check (length(name_en) between 1 and 100),
  name_fr text not null check (length(name_fr) between 1 and 100),
  zone text not null check (length(zone) between 1 and 60),
  published_at timestamptz,
  published_by uuid references identity.person,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, party_id),
  unique (party_id, slug),
  check ((published_at is null) = (published_by is null))
);
-- Addresses of published pages only: a refusal must not tell that another party is preparing a page.
create unique index help_place_address on reports.help_place (slug) where published_at is not null;

create table reports.help_entry (
  id uuid primary key,
  place_id uuid not null,
  party_id uuid not null,
  kind text not null check (
    kind in ('help-line', 'shelter-referral', 'medical', 'child-protection', 'legal-aid', 'embassy', 'duty-telephone', 'police')
  ),
  name_en text not null check (length(name_en) between 1 and 100),
  name_fr text not null check (length(name_fr) between 1 and 100),
  about_en text not null check (length(about_en) between 1 and 240),
  about_fr text not null check (length(about_fr) between 1 and 240),
  phone text not null check (phone ~ '^[+]?[0-9][0-9 ()-]{1,29}$'),
  days smallint[] check (cardinality(days) between 1 and 7 and days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  opens text check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text check (closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  languages text[] not null check (cardinality(languages) <= 12),
  free boolean,
  source text not null check (length(source) between 1 and 500),
  tested_on date,
  tested_as text check (length(tested_as) between 1 and 100),
  test_result text check (test_result in ('answered', 'no-answer', 'wrong-number')),
  answered_on date check (answered_on <= tested_on),
  retired_at timestamptz,
  retired_by uuid references identity.person,
  retired_reason text check (length(retired_reason) between 1 and 500),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  foreign key (place_id, party_id) references reports.help_place (id, party_id),
  check ((opens is null) = (closes is null) and (days is not null or opens is null) and opens <> closes),
  check (num_nulls(tested_on, tested_as, test_result) in (0, 3) and (tested_on is not null or answered_on is null)),
  check (num_nulls(retired_at, retired_by, retired_reason) in (0, 3))
);
create index help_entry_place on reports.help_entry (place_id);
