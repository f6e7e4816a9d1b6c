comment on table training.roster_request is
  'A commander''s request that the training officers of a party import its first roster. It is open while nobody is on a roster.';

alter table training.roster_request enable row level security;
alter table training.roster_request force row level security;
grant select, insert on training.roster_request to manumit_app;
grant update (requested_at, requested_by) on training.roster_request to manumit_app;

create policy roster_request_read on training.roster_request for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy roster_request_add on training.roster_request for insert to manumit_app with check (
  requested_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
);

create policy roster_request_repeat on training.roster_request for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
) with check (requested_by = (select identity.person()));

create policy roster_request_owner on training.roster_request to manumit_schema using (true) with check (true);
