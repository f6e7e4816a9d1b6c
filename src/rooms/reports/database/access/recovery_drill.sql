comment on table reports.recovery_drill is
  'A day on which a reader opened their recovery file, to know that it opens. The file itself is never here.';

alter table reports.recovery_drill enable row level security;
alter table reports.recovery_drill force row level security;
grant select, insert on reports.recovery_drill to manumit_app;

create policy recovery_drill_read on reports.recovery_drill for select to manumit_app using (
  (channel_id, reader_number) in (select r.channel_id, r.number from reports.reader r)
);

create policy recovery_drill_record on reports.recovery_drill for insert to manumit_app with check (
  (channel_id, reader_number) in (
    select r.channel_id, r.number from reports.reader r
    where r.person_id = (select identity.person()) and r.removed_at is null
  )
);

create policy owner_all on reports.recovery_drill to manumit_schema using (true) with check (true);
