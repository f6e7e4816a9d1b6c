-- Stores the leaf of a day and a channel, with the one act of the day that is the leaf's own.
create or replace function reports.close_day(
  channel uuid, for_day date, manifest int, known_successors int, day_root bytea, entry uuid, own_hash bytea, own_salt bytea,
  own_detail jsonb
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('maintain-log') then raise exception 'only the program itself closes a day' using errcode = '42501'; end if;
  insert into reports.recorded_action values (own_hash, channel, for_day, own_salt, own_detail);
  insert into reports.daily_leaf values (channel, for_day, manifest, known_successors, day_root, entry);
end
$$;
alter function reports.close_day(uuid, date, int, int, bytea, uuid, bytea, bytea, jsonb) owner to manumit_guard;
revoke all on function reports.close_day(uuid, date, int, int, bytea, uuid, bytea, bytea, jsonb) from public;
grant execute on function reports.close_day(uuid, date, int, int, bytea, uuid, bytea, bytea, jsonb) to manumit_app;
