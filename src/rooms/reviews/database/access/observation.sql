comment on table reviews.observation is
  'What an organisation wrote about a clause. Visible only to it until submitted; no role may change it afterwards.';

alter table reviews.observation enable row level security;
alter table reviews.observation force row level security;
grant select, insert on reviews.observation to manumit_app;
grant update (body, written_by, written_at, version) on reviews.observation to manumit_app;

create policy observation_read on reviews.observation for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('observers')))::uuid[])
  or (
    (select identity.holds(identity.group('office')))
    and form_id in (select id from reviews.shadow_form where submitted_at is not null)
  )
);

create policy observation_add on reviews.observation for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('observers')))::uuid[])
  and written_by = (select identity.person())
  and form_id in (select id from reviews.shadow_form where submitted_at is null)
);

create policy observation_change on reviews.observation for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('observers')))::uuid[])
  and form_id in (select id from reviews.shadow_form where submitted_at is null)
) with check (written_by = (select identity.person()));

create policy observation_owner on reviews.observation to manumit_schema using (true) with check (true);
