comment on table reports.succession is
  'Which reader takes over the reports of another who is gone. It opens nothing: that takes the recovery file of the reader who is gone.';
comment on column reports.succession.predecessor is
  'The reader who named the other one, while they read. One successor each: the last named.';
comment on column reports.succession.signed is
  'Both numbers and the key of the successor, signed with the key of the reader who named them. The browser of the successor checks it.';
comment on column reports.succession.confirmed_on is
  'The day on which a person who keeps the channel confirmed it, after the reader was removed. Nothing is served before.';

alter table reports.succession enable row level security;
alter table reports.succession force row level security;
grant select on reports.succession to manumit_app;
grant update (confirmed_on, confirmed_by) on reports.succession to manumit_app;
-- A reader names and withdraws by reports.name_successor.
grant select, insert, update, delete on reports.succession to manumit_guard;

-- Both readers see it, those who keep the channel, and headquarters.
create policy succession_read on reports.succession for select to manumit_app using (
  (channel_id, predecessor) in (select r.channel_id, r.number from reports.reader r)
  or (channel_id, successor) in (select r.channel_id, r.number from reports.reader r)
);

-- By those who keep the channel, once the reader is gone, and by neither of the two.
create policy succession_confirm on reports.succession for update to manumit_app using (
  reports.is_kept_by(channel_id, (select identity.parties(identity.group('channel-managers')))::uuid[])
  and (channel_id, predecessor) in (select r.channel_id, r.number from reports.reader r where r.removed_at is not null)
  and not exists (
    select from reports.reader r
    where r.channel_id = succession.channel_id and r.number in (succession.predecessor, succession.successor)
      and r.person_id = (select identity.person()))
) with check (confirmed_by = (select identity.person()));

create policy guard_all on reports.succession to manumit_guard using (true) with check (true);

create policy owner_all on reports.succession to manumit_schema using (true) with check (true);
