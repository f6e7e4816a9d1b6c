comment on table platform.answered is
  'The stored response for each client key: a repeated key gets the same response, and the command runs once.';
comment on column platform.answered.input_hash is
  'An HMAC where the input holds a secret (Command.hidden): a plain hash over two passwords could be compared with guesses at the speed '
  'of a graphics card.';

alter table platform.answered enable row level security;
alter table platform.answered force row level security;
grant select on platform.answered to manumit_app;
grant select, insert, delete on platform.answered to manumit_guard;

create policy answered_read on platform.answered for select to manumit_app using (person_id = (select identity.actor()));

create policy guard_all on platform.answered to manumit_guard using (true) with check (true);

create policy owner_all on platform.answered to manumit_schema using (true) with check (true);
