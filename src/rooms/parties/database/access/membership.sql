comment on table parties.membership is 'The dates between which a nation belongs to the alliance.';
comment on column parties.membership.replaces is
  'The earlier row it makes more precise: a date instead of a year, or an end date. The earlier row stays.';
comment on column parties.membership.from_date is 'A year, a month or a day, as exact as the source.';

alter table parties.membership enable row level security;
alter table parties.membership force row level security;
grant select, insert on parties.membership to manumit_app;
grant select, delete on parties.membership to manumit_guard;

-- Public facts, read by everybody, signed in or not.
create policy membership_read on parties.membership for select to manumit_app using (true);

-- The register is kept by headquarters.
create policy membership_write on parties.membership for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
);

create policy membership_guard on parties.membership to manumit_guard using (true) with check (true);

create policy membership_owner on parties.membership to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.membership
  for each row execute function identity.require_own_name('recorded_by');

create trigger public_change after insert or update or delete or truncate on parties.membership
  for each statement execute function platform.record_public_change();
