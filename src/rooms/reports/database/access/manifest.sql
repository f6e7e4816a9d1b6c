comment on table reports.manifest is
  'The signed lists of the readers of a channel. Each is counted and valid for 90 days at most; the newest one is in force.';
comment on column reports.manifest.readers is 'The numbers of the readers it names.';
comment on column reports.manifest.signed is 'The list and its signature by the channel key, as a browser checks them.';

alter table reports.manifest enable row level security;
alter table reports.manifest force row level security;
grant select, insert on reports.manifest to manumit_app;
grant select on reports.manifest to manumit_guard;

create policy manifest_read on reports.manifest for select to manumit_app using (channel_id in (select id from reports.channel));

create policy manifest_publish on reports.manifest for insert to manumit_app with check (
  published_by = (select identity.person())
  and channel_id in (
    select c.id from reports.channel c
    where c.party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
  )
);

create policy guard_all on reports.manifest to manumit_guard using (true) with check (true);

create policy owner_all on reports.manifest to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.manifest
  for each statement execute function platform.record_public_change();
