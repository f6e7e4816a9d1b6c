comment on table reviews.adopted_snapshot is 'What was adopted: the very bytes that were hashed. Nobody is granted a change.';

alter table reviews.adopted_snapshot enable row level security;
alter table reviews.adopted_snapshot force row level security;
grant select, insert on reviews.adopted_snapshot to manumit_app;
grant select (round_id, release) on reviews.adopted_snapshot to manumit_guard;

-- What was adopted: the head is seen by everybody signed in, a part by its party, its reviewers and the policy office, and by all when
-- released.
create policy adopted_snapshot_read on reviews.adopted_snapshot for select to manumit_app using ((select identity.person()) is not null);

create policy adopted_snapshot_add on reviews.adopted_snapshot for insert to manumit_app with check (
  (select identity.holds('{policy-office}'))
  and adopted_by = (select identity.person())
);

-- What it takes to say who may see an object: its party, the facts its policies ask, and the grants that could open it. Nothing of what it
-- says.
create policy part_released_guard on reviews.adopted_snapshot for select to manumit_guard using (true);

create policy adopted_snapshot_owner on reviews.adopted_snapshot to manumit_schema using (true) with check (true);
