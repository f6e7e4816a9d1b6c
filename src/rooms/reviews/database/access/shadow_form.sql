comment on table reviews.shadow_form is
  'A form for an organisation that is invited to describe what it sees (2). Nothing is owed, so its date is a wish and not a due date.';

alter table reviews.shadow_form enable row level security;
alter table reviews.shadow_form force row level security;
grant select, insert on reviews.shadow_form to manumit_app;
grant update (submitted_at, submitted_by, version) on reviews.shadow_form to manumit_app;

-- An organisation sees only its own form; the policy office reads what was submitted.
create policy shadow_form_read on reviews.shadow_form for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('observers')))::uuid[])
);

create policy shadow_form_add on reviews.shadow_form for insert to manumit_app with check (
  (select identity.holds(identity.group('office')))
  and invited_by = (select identity.person())
  and submitted_at is null
);

create policy shadow_form_submit on reviews.shadow_form for update to manumit_app using (
  submitted_at is null
  and party_id = any ((select identity.parties(identity.group('observers')))::uuid[])
) with check (submitted_by = (select identity.person()));

create policy shadow_form_owner on reviews.shadow_form to manumit_schema using (true) with check (true);
