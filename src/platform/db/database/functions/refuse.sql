-- Refuses an act by the word of a room's error: so a statement that is sent with the rest of its act, and whose answer nobody waits for,
-- says itself why it did nothing.
create or replace function platform.refuse(error text) returns text
language plpgsql volatile
as $$
begin raise exception using message = error, errcode = 'MA010'; end
$$;
revoke all on function platform.refuse(text) from public;
grant execute on function platform.refuse(text) to manumit_app;
