-- What an item does for a status: it decides, it is a nil return or zero received, or it informs. The newest of each is kept apart, so
-- that a nil return hides nothing that decides.
create or replace function evidence.effect(says text) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select case when says in ('nil', 'zero', 'informs') then says else 'decides' end
$$;
alter function evidence.effect(text) owner to manumit_guard;
revoke all on function evidence.effect(text) from public;
