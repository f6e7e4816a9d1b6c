-- A reset deletes the credentials, and the retention the sessions: afterwards nothing else shows whether the account had ever been opened.
alter table identity.person add column opened_before_reset boolean not null default false;
-- Unknown for accounts that were reset before: they are taken for opened ones, which nobody closes by undoing an import.
update identity.person set opened_before_reset = true where reset_at is not null;
