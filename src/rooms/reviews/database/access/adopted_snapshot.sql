comment on table reviews.adopted_snapshot is 'What was adopted: the exact bytes that were hashed. No role may change it.';
comment on column reviews.adopted_snapshot.head is
  'The part of the report about the round as a whole; each party is a row of reviews.adopted_participation.';

alter table reviews.adopted_snapshot enable row level security;
alter table reviews.adopted_snapshot force row level security;
grant select, insert on reviews.adopted_snapshot to manumit_app;
grant select (round_id, release) on reviews.adopted_snapshot to manumit_guard;

-- The head of what was adopted is read by every signed-in user; a participation by its party, its reviewers and the policy office, and by
-- everyone when released.
create policy adopted_snapshot_read on reviews.adopted_snapshot for select to manumit_app using ((select identity.person()) is not null);

create policy adopted_snapshot_add on reviews.adopted_snapshot for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and adopted_by = (select identity.person())
);

-- The guard reads what determines who may read an object: its party, the facts its policies check, and the grants that could open it. None
-- of its content.
create policy participation_released_guard on reviews.adopted_snapshot for select to manumit_guard using (true);

create policy adopted_snapshot_owner on reviews.adopted_snapshot to manumit_schema using (true) with check (true);
