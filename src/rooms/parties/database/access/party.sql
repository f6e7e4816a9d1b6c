comment on table parties.party is 'A party to the policy: nation, body, operation, contractor or partner.';
comment on column parties.party.code is 'ISO 3166-1 alpha-2 for a nation; otherwise the project''s own code.';
comment on column parties.party.status_neutral is 'All references to the party are without prejudice to positions on status; pages say so.';
comment on column parties.party.body_kind is 'What kind of body of the alliance it is; null for other parties.';
comment on column parties.party.from_date is 'Since when the party exists or is known, as exact as the source: a year, a month or a day.';
comment on column parties.party.name_key_en is 'The English name as it is sorted: without accents and case. The next column is for French.';

alter table parties.party enable row level security;
alter table parties.party force row level security;
grant select, insert on parties.party to manumit_app;
grant select, delete on parties.party to manumit_guard;
alter table parties.party alter column recorded_by set default identity.person();

-- Firms are not public: only their own people, their reviewers, contracting officers and headquarters read them.
create policy party_read on parties.party for select to manumit_app using (
  kind <> 'contractor'
  or (select identity.holds(identity.group('office')))
  or (select parties.places_contracts())
  or id = any ((select identity.parties(identity.group('register-readers')))::uuid[])
);

create policy party_write on parties.party for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  or (kind = 'contractor' and (select parties.places_contracts()))
);

-- Some rows of the register were entered before there were accounts, so they name no person. The application adds none of those.
create policy party_named on parties.party as restrictive for insert to manumit_app with check (recorded_by = (select identity.person()));

create policy party_guard on parties.party for select to manumit_guard using (true);

-- A wrong table of parties is removed as a whole, as long as nothing refers to any of them: anything written, done or granted at a party
-- keeps it in the register. The log records that it existed.
create policy party_delete on parties.party for delete to manumit_guard using (true);

create policy party_owner on parties.party to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.party
  for each row execute function identity.require_own_name('recorded_by');

create trigger public_change after insert or update or delete or truncate on parties.party
  for each statement execute function platform.record_public_change();
