-- When a party works: its zone, its days of rest and its holidays, with where that was read. Rows are only added; the newest stands.
create table parties.calendar (
  id uuid primary key,
  party_id uuid not null references parties.party,
  zone text not null check (length(zone) between 1 and 60),
  -- Days of rest, Monday 1 to Sunday 7. Six at most: a week without a working day has no next one.
  weekend smallint[] not null check (cardinality(weekend) <= 6 and weekend <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  holidays date[] not null check (cardinality(holidays) <= 1000),
  source text not null check (length(source) between 1 and 2000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person default identity.person()
);
create index calendar_party on parties.calendar (party_id, recorded_at desc, id desc);
alter table parties.calendar enable row level security; alter table parties.calendar force row level security;
create policy calendar_owner on parties.calendar to manumit_schema using (true) with check (true);
grant select, insert on parties.calendar to manumit_app;
create policy calendar_read on parties.calendar for select to manumit_app using (exists (select from parties.party p where p.id = party_id));
create policy calendar_keep on parties.calendar for insert to manumit_app with check (recorded_by = (select identity.person())
  and ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{party-admin}'))::uuid[])));
