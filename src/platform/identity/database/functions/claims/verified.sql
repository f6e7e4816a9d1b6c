-- Claims are verified several times in every act, so what a verification does was weighed. It works on bytes: PostgreSQL walks a text
-- character by character to find the 65th, and claims of somebody with many grants are long. And it is one plain function, called by the
-- guard's functions from inside: entering a function of another owner with a search path of its own costs more than the hash. It reads the
-- key with the rights of its caller, and only the guard has them; its search path is its caller's, pinned by each of them.
create or replace function identity.verified() returns jsonb
language plpgsql stable
as $$
begin return (select claims from identity.standing_claims()); end
$$;
alter function identity.verified() owner to manumit_guard;
revoke all on function identity.verified() from public;
