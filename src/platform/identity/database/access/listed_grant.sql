comment on table identity.listed_grant is 'The grants that came by single sign-on. Single sign-on never changes other grants.';
comment on column identity.listed_grant.person_id is 'Copied from the grant, so that an index finds the grants of a person.';

alter table identity.listed_grant enable row level security;
alter table identity.listed_grant force row level security;
grant select (grant_id) on identity.listed_grant to manumit_app;
grant select, insert, update, delete on identity.listed_grant to manumit_guard;

-- Every reader of a grant may know that the list gives it: it needs no reminder, and cannot be handed over.
create policy listed_grant_read on identity.listed_grant for select to manumit_app using (
  exists (select from identity.role_grant g where g.id = grant_id)
);

create policy listed_grant_guard on identity.listed_grant to manumit_guard using (true) with check (true);

create policy listed_grant_owner on identity.listed_grant to manumit_schema using (true) with check (true);
