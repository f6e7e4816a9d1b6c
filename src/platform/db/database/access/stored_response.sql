comment on table platform.stored_response is
  'The stored response for each client key: a repeated key gets the same response, and the command runs once.';
comment on column platform.stored_response.input_hash is
  'An HMAC where the input holds a secret (Command.hidden): a plain hash over two passwords could be compared with guesses at the speed '
  'of a graphics card.';
comment on column platform.stored_response.key is 'The Idempotency-Key that the client chose.';
comment on column platform.stored_response.answer is 'What the client received, and receives again.';

alter table platform.stored_response enable row level security;
alter table platform.stored_response force row level security;
grant select on platform.stored_response to manumit_app;
grant select, insert, delete on platform.stored_response to manumit_guard;

create policy stored_response_read on platform.stored_response for select to manumit_app using (person_id = (select identity.actor()));

create policy guard_all on platform.stored_response to manumit_guard using (true) with check (true);

create policy owner_all on platform.stored_response to manumit_schema using (true) with check (true);
