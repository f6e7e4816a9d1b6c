-- Whoever opens claims reads the grants of one person that have not ended. Two indexes held such grants, and where nothing is known yet of a table, as in each
-- new installation until the database has counted its rows, both look alike: the plans then made, and kept by each connection, went through the grants of all
-- parties for those of one person. The index by party no longer answers a question that names none.
drop index identity.role_grant_party;
create index role_grant_party on identity.role_grant (party_id) where ended_at is null and party_id is not null;
