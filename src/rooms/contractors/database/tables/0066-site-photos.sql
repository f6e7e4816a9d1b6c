-- Photographs of a site visit, without what a camera wrote into them (5f). They are deleted after a period (retention).
create table contractors.site_photo (
  id uuid primary key,
  visit_id uuid not null,
  party_id uuid not null,
  type text not null check (type in ('image/jpeg', 'image/png')),
  bytes bytea not null check (octet_length(bytes) between 1 and 180000),
  added_at timestamptz not null,
  added_by uuid not null references identity.person,
  foreign key (visit_id, party_id) references contractors.site_visit (id, party_id)
);
create index site_photo_visit on contractors.site_photo (visit_id, added_at, id);
