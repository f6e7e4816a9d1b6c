-- The readers of a channel who have passed a module, by their account or by a certificate that they showed and that is still valid. For
-- those who see these readers: who keeps the channel, headquarters, each reader.
create or replace function reports.readers_trained(channel uuid, module text, today date) returns int[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(r.number order by r.number), '{}') from reports.reader r
    left join reports.reader_certificate c on c.channel_id = r.channel_id and c.reader_number = r.number
  where r.channel_id = channel and r.removed_at is null
    and (training.has_passed(r.person_id, module, today) or training.certifies(c.certificate, module, today))
    and (r.person_id = identity.person()
      or identity.holds(identity.group('office'))
      or reports.is_kept_by(channel, identity.parties(identity.group('channel-managers'))))
$$;
alter function reports.readers_trained(uuid, text, date) owner to manumit_guard;
revoke all on function reports.readers_trained(uuid, text, date) from public;
grant execute on function reports.readers_trained(uuid, text, date) to manumit_app;
