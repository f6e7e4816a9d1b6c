comment on table identity.person is
  'An account, or the installation itself. Names and addresses stand here alone; the ledger knows people by id.';
comment on column identity.person.kind is 'installation: what the program does by itself and on the command line.';
comment on column identity.person.disabled_at is 'Since when nobody signs in by it. The row stays: the ledger names it.';

alter table identity.person enable row level security;
alter table identity.person force row level security;
-- Names of colleagues are read by everybody signed in (a round names its reviewers); addresses only by oneself, the policy office, the
-- platform's administrator, and a party's administrator for the people of that party and those it invited.
grant select (id, kind, name, language, created_at, disabled_at) on identity.person to manumit_app;
grant select, insert, update, delete on identity.person to manumit_guard;

create policy person_read on identity.person for select to manumit_app using ((select identity.person()) is not null);

create policy person_guard on identity.person to manumit_guard using (true) with check (true);

create policy person_owner on identity.person to manumit_schema using (true) with check (true);

create trigger bear after insert on identity.person
  referencing new table as added for each statement execute function identity.bear();

create trigger bear_no_more after delete on identity.person
  referencing old table as gone for each statement execute function identity.bear_no_more();
