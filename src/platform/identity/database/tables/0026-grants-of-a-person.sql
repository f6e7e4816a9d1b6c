-- All grants of a person, ended ones too: the list of people and every session read them (grantsOf in people.store.ts).
drop index identity.role_grant_person;
create index role_grant_person on identity.role_grant (person_id, granted_at);
