comment on table platform.relation is
  'The tables, views, sequences and columns that existed when a table file was last applied. A start refuses any other, and a missing '
  'one. The application role has no access.';
comment on column platform.relation.name is 'For example `table platform.migration` or `column platform.migration.hash`.';

alter table platform.relation enable row level security;
alter table platform.relation force row level security;

create policy relation_owner on platform.relation to manumit_schema using (true) with check (true);
