comment on table reports.roster is 'The duty rosters of a channel, in its local time. The newest one is in force; earlier ones stay.';
comment on column reports.roster.zone is 'The time zone (IANA) of its shifts.';

alter table reports.roster enable row level security;
alter table reports.roster force row level security;
grant select, insert on reports.roster to manumit_app;
grant select on reports.roster to manumit_guard;

create policy roster_read on reports.roster for select to manumit_app using (channel_id in (select id from reports.channel));

create policy roster_set on reports.roster for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and channel_id in (
    select c.id from reports.channel c
    where c.party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
  )
);

create policy guard_all on reports.roster to manumit_guard using (true) with check (true);

create policy owner_all on reports.roster to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.roster
  for each statement execute function platform.record_public_change();
