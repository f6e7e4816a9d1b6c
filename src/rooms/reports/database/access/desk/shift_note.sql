comment on table reports.shift_note is
  'What a reader left for the next shift, encrypted to the readers of the list that was in force. Deleted after a period of the edition.';
comment on column reports.shift_note.place is 'The order in which the notes of a channel were left: dates alone would not say.';
comment on column reports.shift_note.id is 'A random UUID (version 4), made in the reader''s browser.';
comment on column reports.shift_note.encrypted is 'Ciphertext. The server has no key.';

alter table reports.shift_note enable row level security;
alter table reports.shift_note force row level security;
grant select on reports.shift_note to manumit_app;
grant select, insert, delete on reports.shift_note to manumit_guard;

-- Readers to whom it was encrypted, until they are removed. Nobody else sees that there is one.
create policy shift_note_read on reports.shift_note for select to manumit_app using (
  exists (
    select from reports.reader r join reports.manifest m on m.channel_id = r.channel_id and r.number = any (m.readers)
    where r.channel_id = shift_note.channel_id
      and m.number = shift_note.manifest_number
      and r.person_id = (select identity.person())
      and r.removed_at is null
  )
);

create policy guard_all on reports.shift_note to manumit_guard using (true) with check (true);

create policy owner_all on reports.shift_note to manumit_schema using (true) with check (true);
