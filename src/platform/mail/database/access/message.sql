comment on table mail.message is
  'An outgoing message: queued with its command, sent by the program afterwards. Its content is encrypted with the installation''s keys; '
  'the address is looked up when it is sent.';
comment on column mail.message.content_encrypted is 'Emptied once the message is sent or given up: nothing is kept longer than needed.';
comment on column mail.message.ends_at is 'A message is not sent after this time, because it is then useless.';
comment on column mail.message.fault is
  'An error code of the program or the three digits of a mail server, never the server''s sentence: it contains the address.';

alter table mail.message enable row level security;
alter table mail.message force row level security;
grant select, insert, update, delete on mail.message to manumit_guard;

create policy message_guard on mail.message to manumit_guard using (true) with check (true);

create policy message_owner on mail.message to manumit_schema using (true) with check (true);
