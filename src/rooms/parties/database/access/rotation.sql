comment on table parties.rotation is 'A rotation: a contingent of a unit in an operation, until it hands over to the next.';
comment on column parties.rotation.hand_over is 'The day on which the next rotation takes over; null: not known yet.';
comment on column parties.rotation.contingent is 'The name of the contingent, as the party counts its rotations.';

alter table parties.rotation enable row level security;
alter table parties.rotation force row level security;
grant select, insert on parties.rotation to manumit_app;
grant update (hand_over, version) on parties.rotation to manumit_app;
grant select on parties.rotation to manumit_guard;

-- Units and rotations: the party's own people, its reviewers and headquarters; an operation also sees those who serve in it.
create policy rotation_read on parties.rotation for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('register-readers')))::uuid[])
  or operation_id = any ((select identity.parties(identity.group('operation-readers')))::uuid[])
);

create policy rotation_write on parties.rotation for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('unit-managers')))::uuid[])
  or (select identity.holds(identity.group('office')))
);

create policy rotation_hand_over on parties.rotation for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('unit-managers')))::uuid[])
  or (select identity.holds(identity.group('office')))
);

create policy rotation_guard on parties.rotation for select to manumit_guard using (true);

create policy rotation_owner on parties.rotation to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.rotation
  for each row execute function identity.require_own_name('recorded_by');
