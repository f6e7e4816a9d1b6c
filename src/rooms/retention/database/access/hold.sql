comment on table retention.hold is
  'An open matter: nothing about this person (or, without a person, about anyone) is deleted until it is lifted.';

alter table retention.hold enable row level security;
alter table retention.hold force row level security;
-- A hold names people under inquiry, so administrators cannot read it.
grant select, insert on retention.hold to manumit_app;
grant update (lifted_by, lifted_at) on retention.hold to manumit_app;
grant select on retention.hold to manumit_guard;
alter table retention.hold alter column placed_by set default identity.person();

create policy hold_read on retention.hold for select to manumit_app using ((select identity.holds(identity.group('overseers'))));

create policy hold_place on retention.hold for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and placed_by = (select identity.person())
  and lifted_at is null
);

create policy hold_lift on retention.hold for update to manumit_app using (
  (select identity.holds(identity.group('office')))
  and lifted_at is null
) with check (lifted_by = (select identity.person()));

create policy hold_guard on retention.hold for select to manumit_guard using (true);

create policy hold_owner on retention.hold to manumit_schema using (true) with check (true);
