comment on table training.share_waiting is
  'Parties whose roster, records, waivers or stated strength changed since their shares were measured. Rows are only added and deleted, so '
  'that two learners never wait for each other.';

alter table training.share_waiting enable row level security;
alter table training.share_waiting force row level security;
grant select, delete on training.share_waiting to manumit_app;
grant insert on training.share_waiting to manumit_guard;

create policy share_waiting_read on training.share_waiting for select to manumit_app using ((select identity.operator()));

create policy share_waiting_delete on training.share_waiting for delete to manumit_app using ((select identity.operator()));

create policy share_waiting_guard on training.share_waiting for insert to manumit_guard with check (true);

create policy share_waiting_owner on training.share_waiting to manumit_schema using (true) with check (true);
