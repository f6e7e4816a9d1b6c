-- Refuses a command with the code of a room's error. A statement that is sent together with the rest of its command, and whose result
-- nothing waits for, can thus report why it did nothing.
create or replace function platform.refuse(error text) returns text
language plpgsql volatile
as $$
begin raise exception using message = error, errcode = 'MA010'; end
$$;
revoke all on function platform.refuse(text) from public;
grant execute on function platform.refuse(text) to manumit_app;
