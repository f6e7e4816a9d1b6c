comment on table training.provider is 'Training providers (A2.2d).';
comment on column training.provider.checked_on is 'The date of the last verification.';

alter table training.provider enable row level security;
alter table training.provider force row level security;
grant select, insert on training.provider to manumit_app;

create policy provider_read on training.provider for select to manumit_app using ((select identity.person()) is not null);

create policy provider_write on training.provider for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('trainers')))::uuid[])
);

create policy provider_owner on training.provider to manumit_schema using (true) with check (true);
