-- The number under which the caller succeeds a reader, and the key that checks what that reader signed. No row where the reader was not
-- removed, or where nobody confirmed the succession.
create or replace function reports.own_succession(channel uuid, predecessor int) returns table (number int, verify_key bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.number, b.verify_key
  from reports.succession s
    join reports.reader r on r.channel_id = s.channel_id and r.number = s.successor
    join reports.reader b on b.channel_id = s.channel_id and b.number = s.predecessor
  where s.channel_id = own_succession.channel and s.predecessor = own_succession.predecessor and s.confirmed_on is not null
    and r.person_id = identity.person() and b.removed_at is not null
$$;
alter function reports.own_succession(uuid, int) owner to manumit_guard;
revoke all on function reports.own_succession(uuid, int) from public;
grant execute on function reports.own_succession(uuid, int) to manumit_app;
