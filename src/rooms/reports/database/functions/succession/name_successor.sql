-- A reader of the list in force names another one of it as their successor; the one named before is one no longer. Without a number it
-- withdraws the name. Answers the number of the caller.
create or replace function reports.name_successor(channel uuid, named int, signed bytea, today date) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me int;
begin
  select r.number into me from reports.reader r
    where r.channel_id = channel and r.person_id = identity.person() and r.removed_at is null;
  if me is null then raise exception using message = 'platform/not-found', errcode = 'MA010'; end if;
  if named is null then
    delete from reports.succession s where s.channel_id = channel and s.predecessor = me;
    return me;
  end if;
  if named = me or not reports.is_listed(channel, me, today) or not reports.is_listed(channel, named, today) then
    raise exception using message = 'reports/reader-not-listed', errcode = 'MA010';
  end if;
  insert into reports.succession values (channel, me, named, signed, today)
    on conflict (channel_id, predecessor) do update
      set successor = excluded.successor, signed = excluded.signed, named_on = excluded.named_on, confirmed_on = null, confirmed_by = null;
  return me;
end
$$;
alter function reports.name_successor(uuid, int, bytea, date) owner to manumit_guard;
revoke all on function reports.name_successor(uuid, int, bytea, date) from public;
grant execute on function reports.name_successor(uuid, int, bytea, date) to manumit_app;
