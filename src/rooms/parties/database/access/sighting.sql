comment on table parties.sighting is 'An observed contribution is not binding. `as_of` is null if the source gives no date.';

alter table parties.sighting enable row level security;
alter table parties.sighting force row level security;
grant select, insert on parties.sighting to manumit_app;

-- Public facts, read by everybody, signed in or not.
create policy sighting_read on parties.sighting for select to manumit_app using (true);

-- The register is kept by headquarters.
create policy sighting_write on parties.sighting for insert to manumit_app with check ((select identity.holds(identity.group('office'))));

create policy sighting_owner on parties.sighting to manumit_schema using (true) with check (true);

create trigger in_own_name before insert or update on parties.sighting
  for each row execute function identity.in_own_name('recorded_by');

create trigger public_change after insert or update or delete or truncate on parties.sighting
  for each statement execute function platform.note_public_change();
