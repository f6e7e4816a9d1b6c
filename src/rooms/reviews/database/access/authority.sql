comment on table reviews.authority is
  'Who is competent to review what, and when (5g). A change is a new row that replaces the older one; the older one stays.';

alter table reviews.authority enable row level security;
alter table reviews.authority force row level security;
grant select, insert on reviews.authority to manumit_app;

-- The register and the calendar are open to every signed-in user; only the policy office writes them.
create policy authority_read on reviews.authority for select to manumit_app using ((select identity.person()) is not null);

create policy authority_add on reviews.authority for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and recorded_by = (select identity.person())
);

create policy authority_owner on reviews.authority to manumit_schema using (true) with check (true);
