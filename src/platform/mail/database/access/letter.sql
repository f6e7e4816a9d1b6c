comment on table mail.letter is
  'An outgoing letter: queued with its command, sent by the program afterwards. Its content is encrypted with the installation''s keys; '
  'the address is looked up when it is sent.';
comment on column mail.letter.content_sealed is 'Emptied once the letter is sent or given up: nothing is kept longer than needed.';
comment on column mail.letter.ends_at is 'A letter is not sent after this time, because it is then useless.';
comment on column mail.letter.fault is
  'An error code of the program or the three digits of a mail server, never the server''s sentence: it contains the address.';

alter table mail.letter enable row level security;
alter table mail.letter force row level security;
grant select, insert, update, delete on mail.letter to manumit_guard;

create policy letter_guard on mail.letter to manumit_guard using (true) with check (true);

create policy letter_owner on mail.letter to manumit_schema using (true) with check (true);
