comment on table training.xapi_place is
  'How far the statements of a party''s learning systems were read, so that no read starts from the beginning.';
comment on column training.xapi_place.mark is 'The position among completions; `voided_mark`: among statements that void others.';

alter table training.xapi_place enable row level security;
alter table training.xapi_place force row level security;
grant select, insert on training.xapi_place to manumit_app;
grant update (mark, voided_mark, read_at, read_by) on training.xapi_place to manumit_app;

create policy xapi_place_read on training.xapi_place for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy xapi_place_write on training.xapi_place for insert to manumit_app with check (
  read_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy xapi_place_move on training.xapi_place for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
) with check (read_by = (select identity.person()));

create policy xapi_place_owner on training.xapi_place to manumit_schema using (true) with check (true);
