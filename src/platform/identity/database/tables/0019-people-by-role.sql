-- The list of people with one role (people.store.ts).
create index role_grant_role on identity.role_grant (role, person_id) where ended_at is null;
