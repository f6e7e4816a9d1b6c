-- With a report goes what was recorded of it: its acts keep their hash, which the root of the day covers, and lose detail and salt. Its
-- wraps, messages, notes and danger go by their references. Its id stays, so that a restored backup deletes it again. Each act is found
-- through an index: read from the whole table, the cost of a deletion grew with the square of the number of reports.
create or replace function reports.erase_traces() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare gone text[] := array(select d.id::text from deleted d);
begin
  update reports.recorded_action a set detail = null, salt = null where a.detail ->> 'report' = any (gone);
  update reports.recorded_action a set detail = null, salt = null where a.detail ->> 'other' = any (gone);
  -- A hand-over names several, a mark of the same matter two: with one of them, what it says of the others goes too.
  update reports.recorded_action a set detail = null, salt = null where a.detail -> 'reports' ?| gone;
  insert into reports.erased_report select d.id, (now() at time zone 'UTC')::date from deleted d on conflict do nothing;
  return null;
end
$$;
alter function reports.erase_traces() owner to manumit_guard;
revoke all on function reports.erase_traces() from public;
