comment on table reviews.publication is
  'What is public of an adopted round: figures, and the participations whose parties agreed. No role may change it.';

alter table reviews.publication enable row level security;
alter table reviews.publication force row level security;
grant select, insert on reviews.publication to manumit_app;

-- A participation is published only if its party agreed, and only if it has the lowest label and is releasable to all.
create policy publication_read on reviews.publication for select to manumit_app using (true);

create policy publication_add on reviews.publication for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and published_by = (select identity.person())
);

create policy publication_owner on reviews.publication to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reviews.publication
  for each statement execute function platform.record_public_change();
