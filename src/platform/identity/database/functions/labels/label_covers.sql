-- Whether the first label is at least as narrow as the second: not lower, and releasable to no further party.
create or replace function identity.label_covers(
  level int, releasable uuid[], other_level int, other_releasable uuid[]
) returns boolean
language sql immutable
as $$
  select level >= other_level and (other_releasable is null or (releasable is not null and releasable <@ other_releasable))
$$;
alter function identity.label_covers(int, uuid[], int, uuid[]) owner to manumit_guard;
revoke all on function identity.label_covers(int, uuid[], int, uuid[]) from public;
grant execute on function identity.label_covers(int, uuid[], int, uuid[]) to manumit_schema;
