comment on table parties.unit is
  'Where people serve. A unit belongs to a nation, a body, an operation or a contractor; its location is only for those who need it.';

alter table parties.unit enable row level security;
alter table parties.unit force row level security;
grant select, insert on parties.unit to manumit_app;
grant update (superior_id, location, version) on parties.unit to manumit_app;
grant select on parties.unit to manumit_guard;

-- An operation sees a unit until its last day there: its hand-over, or the end of the contribution under which it serves. An Ally serves
-- without a contribution, and one that ended before the rotation began is of an earlier one.
create policy unit_read on parties.unit for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('register-readers')))::uuid[])
  or id in (
    select r.unit_id
    from parties.rotation r
    where r.operation_id = any ((select identity.parties(identity.group('operation-readers')))::uuid[])
      and coalesce(r.hand_over, 'infinity') >= now()::date
      and coalesce(
        (
          select max(coalesce(c.to_day, 'infinity'))
          from parties.contribution c
          where c.party_id = r.party_id and c.operation_id = r.operation_id and coalesce(c.to_day, 'infinity') >= r.from_day
        ),
        'infinity'
      ) >= now()::date
  )
);

create policy unit_write on parties.unit for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('unit-managers')))::uuid[])
  or (select identity.holds(identity.group('office')))
);

create policy unit_move on parties.unit for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('unit-managers')))::uuid[])
  or (select identity.holds(identity.group('office')))
);

create policy unit_guard on parties.unit for select to manumit_guard using (true);

create policy unit_owner on parties.unit to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on parties.unit
  for each row execute function identity.require_own_name('recorded_by');
