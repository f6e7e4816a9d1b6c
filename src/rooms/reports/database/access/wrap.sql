comment on table reports.wrap is 'The key of a report, encrypted to one reader. All have one size.';
comment on column reports.wrap.turn is
  'Where the report is in the inbox: 0 no reader has it yet, 1 a reader has it, or its reporter wrote after it was closed, 2 closed.';
comment on column reports.wrap.mine is 'Whether this reader has the report.';
comment on column reports.wrap.received_on is 'The day on which the report came, so that the inbox needs one index.';
comment on column reports.wrap.due_on is
  'The day by which something is due with the report, for the order of the inbox; null where nothing is.';
comment on column reports.wrap.bytes is 'Ciphertext: the key of the report, which this reader alone opens.';

alter table reports.wrap enable row level security;
alter table reports.wrap force row level security;
grant select on reports.wrap to manumit_app;
grant select, insert on reports.wrap to manumit_guard;
grant update (turn, mine, due_on) on reports.wrap to manumit_guard;

-- Each reader sees their own wraps; a removed reader none, from that moment.
create policy wrap_read on reports.wrap for select to manumit_app using (
  (channel_id, reader_number) in (
    select r.channel_id, r.number from reports.reader r
    where r.person_id = (select identity.person()) and r.removed_at is null
  )
);

create policy guard_all on reports.wrap to manumit_guard using (true) with check (true);

create policy owner_all on reports.wrap to manumit_schema using (true) with check (true);

create trigger place_wrap before insert on reports.wrap for each row execute function reports.place_wrap();
