comment on table parties.calendar is
  'The working calendar of a party: time zone, days of rest and holidays, with their source. Rows are only added; the newest is valid.';
comment on column parties.calendar.weekend is
  'Days of rest, Monday 1 to Sunday 7. Six at most: without a working day in the week, the next working day would be undefined.';
comment on column parties.calendar.holidays is 'The public holidays of the party, as dates.';

alter table parties.calendar enable row level security;
alter table parties.calendar force row level security;
grant select, insert on parties.calendar to manumit_app;
alter table parties.calendar alter column recorded_by set default identity.person();

create policy calendar_read on parties.calendar for select to manumit_app using (
  exists (select from parties.party p where p.id = party_id)
);

create policy calendar_write on parties.calendar for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and (
    (select identity.holds(identity.group('office')))
    or party_id = any ((select identity.parties(identity.group('party-admins')))::uuid[])
  )
);

create policy calendar_owner on parties.calendar to manumit_schema using (true) with check (true);
