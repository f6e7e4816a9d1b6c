comment on table reports.channel is
  'A way to report what a person saw (5e, A1.5). It belongs to a party and, optionally, to an operation.';
comment on column reports.channel.slug is 'The name in its address, /r/<slug>. It never changes: posters carry it.';
comment on column reports.channel.name is 'Its name by language, as the public page shows it.';
comment on column reports.channel.first_key is 'The first channel key (Ed25519). Later ones are in reports.successor.';
comment on column reports.channel.opened_on is 'The day on which it opened; null: a draft, which nobody outside sees.';
comment on column reports.channel.closed_on is 'The day on which it closed permanently.';
comment on column reports.channel.parent_id is 'The channel above, offered where fewer than two readers are left.';

alter table reports.channel enable row level security;
alter table reports.channel force row level security;
grant select, insert on reports.channel to manumit_app;
grant update (opened_on, closed_on, version) on reports.channel to manumit_app;
grant select on reports.channel to manumit_guard;
-- It locks a channel while the day of its acts ends.
grant update (version) on reports.channel to manumit_guard;

-- Those who keep the channels of a party, the policy office, the readers, and those who may join: a draft is no secret from them.
create policy channel_read on reports.channel for select to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
  or party_id = any ((select identity.parties(identity.group('report-readers')))::uuid[])
  or operation_id = any ((select identity.parties(identity.group('report-readers')))::uuid[])
  or id in (select r.channel_id from reports.reader r where r.person_id = (select identity.person()) and r.removed_at is null)
);

create policy channel_create on reports.channel for insert to manumit_app with check (
  created_by = (select identity.person())
  and opened_on is null
  and party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
);

create policy channel_change on reports.channel for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
) with check (
  party_id = any ((select identity.parties(identity.group('channel-managers')))::uuid[])
);

create policy guard_all on reports.channel to manumit_guard using (true) with check (true);

create policy owner_all on reports.channel to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.channel
  for each statement execute function platform.record_public_change();
