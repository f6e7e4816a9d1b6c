-- When the list of what is new was last opened in a session. The newest of a person's sessions counts, so that what was seen on one device
-- is seen on every other.
alter table identity.session add column news_seen_at timestamptz;
-- All sessions of a person, ended ones too (identity.own_visits).
create index session_of_person on identity.session (person_id, created_at);
