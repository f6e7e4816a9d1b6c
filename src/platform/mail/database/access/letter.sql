comment on table mail.letter is
  'A letter that leaves: queued with its command, sent by the program afterwards. What it says is sealed with the installation''s '
  'keys; the address is looked up when it leaves.';
comment on column mail.letter.content_sealed is 'Emptied once the letter is sent or given up: nothing is kept longer than it is needed.';
comment on column mail.letter.ends_at is 'After that it is of no use, and is not sent.';
comment on column mail.letter.fault is
  'A word of the program or the three digits of a mail server, never its sentence: that names the address.';

alter table mail.letter enable row level security;
alter table mail.letter force row level security;
grant select, insert, update, delete on mail.letter to manumit_guard;

create policy letter_guard on mail.letter to manumit_guard using (true) with check (true);

create policy letter_owner on mail.letter to manumit_schema using (true) with check (true);
