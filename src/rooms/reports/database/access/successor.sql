comment on table reports.successor is
  'A later channel key, signed by the key before it, so that a poster outlives a change of staff.';
comment on column reports.successor.signed is 'The later key and the signature of the key before it.';

alter table reports.successor enable row level security;
alter table reports.successor force row level security;
grant select, insert on reports.successor to manumit_app;
grant select on reports.successor to manumit_guard;

create policy successor_read on reports.successor for select to manumit_app using (channel_id in (select id from reports.channel));

create policy successor_record on reports.successor for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and channel_id in (
    select c.id from reports.channel c
    where c.party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
  )
);

create policy guard_all on reports.successor to manumit_guard using (true) with check (true);

create policy owner_all on reports.successor to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.successor
  for each statement execute function platform.record_public_change();
