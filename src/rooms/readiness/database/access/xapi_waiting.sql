comment on table training.xapi_waiting is
  'Statements that wait: they name a service number that was on no roster at that time, or an unknown module. A row is deleted with its '
  'statement, when the retention period ends.';
comment on column training.xapi_waiting.value is 'The service number, or the IRI of the activity.';

alter table training.xapi_waiting enable row level security;
alter table training.xapi_waiting force row level security;
grant select, insert, delete on training.xapi_waiting to manumit_app;

create policy xapi_waiting_read on training.xapi_waiting for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy xapi_waiting_write on training.xapi_waiting for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy xapi_waiting_done on training.xapi_waiting for delete to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy xapi_waiting_owner on training.xapi_waiting to manumit_schema using (true) with check (true);
