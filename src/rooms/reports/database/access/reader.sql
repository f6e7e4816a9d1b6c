comment on table reports.reader is
  'A reader of a channel, with the keys made in their browser. A number is never given twice: messages are signed under it.';
comment on column reports.reader.reader_function is
  'What the reader is there for. The parent''s duty reads where nobody of the channel has answered; an interpreter what they are given.';
comment on column reports.reader.unit is
  'From the party down. Readers close to what a report is about are left out in the reporter''s browser.';
comment on column reports.reader.locked is
  'The secret keys, locked under a passphrase that only the reader knows. Served to the reader alone (reports.own_locked_keys).';
comment on column reports.reader.verify_key is 'The Ed25519 key that verifies what the reader signed.';

alter table reports.reader enable row level security;
alter table reports.reader force row level security;
grant select (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, joined_at, removed_at, removed_by)
  on reports.reader to manumit_app;
grant insert on reports.reader to manumit_app;
grant update (removed_at, removed_by) on reports.reader to manumit_app;
grant select on reports.reader to manumit_guard;
-- After a recovery (reports.replace_own_keys).
grant update (locked) on reports.reader to manumit_guard;

create policy reader_read on reports.reader for select to manumit_app using (
  person_id = (select identity.person())
  or (select identity.holds(identity.group('office')))
  or reports.is_kept_by(channel_id, (select identity.parties(identity.group('channel-managers')))::uuid[])
);

-- Each reader joins in person: nobody else can give them keys, and no administrator makes themselves a reader.
create policy reader_join on reports.reader for insert to manumit_app with check (
  person_id = (select identity.person())
  and removed_at is null
  and reports.is_kept_by(channel_id, (select identity.parties(identity.group('report-readers')))::uuid[])
);

create policy reader_remove on reports.reader for update to manumit_app using (
  removed_at is null
  and reports.is_kept_by(channel_id, (select identity.parties(identity.group('channel-managers')))::uuid[])
) with check (removed_by = (select identity.person()));

create policy guard_all on reports.reader to manumit_guard using (true) with check (true);

create policy owner_all on reports.reader to manumit_schema using (true) with check (true);

create trigger public_change after insert or update or delete or truncate on reports.reader
  for each statement execute function platform.record_public_change();
