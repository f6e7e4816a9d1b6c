comment on table identity.person is
  'An account, or the installation itself. Names and addresses are stored only here; the ledger refers to people by id.';
comment on column identity.person.kind is 'installation: the actor of automatic work and of the command line.';
comment on column identity.person.disabled_at is
  'When the account was closed; it cannot sign in afterwards. The row stays because the ledger refers to it.';
comment on column identity.person.reset_at is
  'When the account was last reset. Null: never. A link to an account that was reset is handed over and never mailed.';
comment on column identity.person.opened_before_reset is
  'Whether the account had ever been opened when it was reset.';
comment on column identity.person.email is
  'The address for sign-in and mail, in lower case; null for the installation and for accounts of single sign-on.';

alter table identity.person enable row level security;
alter table identity.person force row level security;
-- Every signed-in user reads the names of colleagues (a round names its reviewers). Addresses are read only by their owner, the policy
-- office, the platform administrator, and a party's administrator for people of that party and people that administrator invited.
grant select (id, kind, name, language, created_at, disabled_at) on identity.person to manumit_app;
grant select, insert, update, delete on identity.person to manumit_guard;

create policy person_read on identity.person for select to manumit_app using ((select identity.person()) is not null);

create policy person_guard on identity.person to manumit_guard using (true) with check (true);

create policy person_owner on identity.person to manumit_schema using (true) with check (true);

create trigger add_number after insert on identity.person
  referencing new table as added for each statement execute function identity.add_number();

create trigger remove_number after delete on identity.person
  referencing old table as gone for each statement execute function identity.remove_number();

create trigger write_keys after insert or update of name on identity.person
  for each row execute function identity.write_person_keys();
