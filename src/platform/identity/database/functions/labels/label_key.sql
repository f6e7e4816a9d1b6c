-- A label as one word, for keys.
create or replace function identity.label_key(level int, releasable uuid[]) returns text
language sql immutable
as $$
  select level || coalesce(' ' || array_to_string(releasable, ','), '')
$$;
alter function identity.label_key(int, uuid[]) owner to manumit_guard;
revoke all on function identity.label_key(int, uuid[]) from public;
grant execute on function identity.label_key(int, uuid[]) to manumit_schema;
