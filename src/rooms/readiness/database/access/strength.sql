comment on table training.strength is
  'How many people a party has on one named day, and by which source: the denominator of its measured shares. Append-only.';
comment on column training.strength.stated_for is 'The day for which the number holds.';

alter table training.strength enable row level security;
alter table training.strength force row level security;
grant select, insert on training.strength to manumit_app;

create policy strength_read on training.strength for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy strength_write on training.strength for insert to manumit_app with check (
  stated_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy strength_owner on training.strength to manumit_schema using (true) with check (true);

create trigger queue_shares after insert on training.strength
  referencing new table as changed for each statement execute function training.queue_shares();
