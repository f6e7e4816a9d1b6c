comment on table reports.shift is 'The shifts of a duty roster: one reader, on days of the week, at local times.';
comment on column reports.shift.days is 'The days on which it starts: Monday 1 to Sunday 7.';
comment on column reports.shift.ends is 'Before its start: on the next day. Null like its start: the whole day.';

alter table reports.shift enable row level security;
alter table reports.shift force row level security;
grant select, insert on reports.shift to manumit_app;
grant select on reports.shift to manumit_guard;

create policy shift_read on reports.shift for select to manumit_app using (channel_id in (select id from reports.channel));

-- Only into the newest roster of a channel, by the person who recorded it.
create policy shift_set on reports.shift for insert to manumit_app with check (
  (channel_id, roster_number) in (
    select r.channel_id, r.number from reports.roster r
    where r.recorded_by = (select identity.person())
      and r.number = (select max(newest.number) from reports.roster newest where newest.channel_id = r.channel_id)
  )
);

create policy guard_all on reports.shift to manumit_guard using (true) with check (true);

create policy owner_all on reports.shift to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.shift
  for each statement execute function platform.record_public_change();
