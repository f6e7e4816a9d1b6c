-- The readers of a channel who were not removed, by number and function, for those who see the channel, and whether the newest list
-- names them: without that no report is encrypted to them, and they are not on duty. Without interpreters: no list names one.
create or replace function reports.numbers_of_readers(channel uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'function', r.reader_function,
    'listed', coalesce(r.number = any (newest.readers), false)) order by r.number), '[]')
  from reports.reader r
    left join lateral (select m.readers from reports.manifest m where m.channel_id = channel order by m.number desc limit 1) newest on true
  where r.channel_id = channel and r.removed_at is null and r.reader_function <> 'interpreter' and (
    identity.holds(identity.group('office'))
    or reports.is_kept_by(channel, identity.parties(identity.group('channel-managers')))
    or exists (
      select from reports.reader own
      where own.channel_id = channel and own.person_id = identity.person() and own.removed_at is null)
  )
$$;
alter function reports.numbers_of_readers(uuid) owner to manumit_guard;
revoke all on function reports.numbers_of_readers(uuid) from public;
grant execute on function reports.numbers_of_readers(uuid) to manumit_app;
