comment on table reviews.publication is
  'What everybody may read of an adopted round: figures, and the parts their parties agreed to. Nobody is granted a change.';

alter table reviews.publication enable row level security;
alter table reviews.publication force row level security;
grant select, insert on reviews.publication to manumit_app;

-- A part is published only where its party agreed, and only what is of the lowest label and for everybody.
create policy publication_read on reviews.publication for select to manumit_app using (true);

create policy publication_add on reviews.publication for insert to manumit_app with check (
  (select identity.holds('{policy-office}'))
  and published_by = (select identity.person())
);

create policy publication_owner on reviews.publication to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reviews.publication
  for each statement execute function platform.note_public_change();
