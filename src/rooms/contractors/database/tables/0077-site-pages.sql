-- Public pages of sites: off until one is published with the agreement of force protection (5f).
create table contractors.site_page (
  id uuid primary key,
  party_id uuid not null references parties.party,
  operation_id uuid references parties.party,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 60),
  name text not null check (length(name) between 1 and 100),
  authority text not null check (length(authority) between 1 and 200),
  agreed_on date not null,
  agreed_until date not null check (agreed_until >= agreed_on),
  agreement text not null check (length(agreement) between 1 and 1000),
  published_at timestamptz not null,
  published_by uuid not null references identity.person,
  withdrawn_at timestamptz,
  withdrawn_by uuid references identity.person,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index site_page_address on contractors.site_page (slug) where withdrawn_at is null;
create index site_page_party on contractors.site_page (party_id, id) where withdrawn_at is null;
