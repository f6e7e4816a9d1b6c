-- What the code of a reporter opens, by the hash of its mailbox id; null where it opens nothing. `untaken_before`: a danger from before
-- this moment that is still there was taken by nobody in time; so was one whose moment was deleted since. `held`: whether a
-- reader who was not removed can open it; what is written to a report that nobody holds reaches nobody. `closed`: on what the period of
-- a closed report depends, next to the days of the messages.
create or replace function reports.mailbox(id_hash bytea, newest_bytes int, untaken_before timestamptz) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'channel', c.id, 'slug', c.slug, 'report', r.id, 'day', r.received_on,
    'untaken', r.untaken or exists (select from reports.danger d where d.report_id = r.id and d.at <= untaken_before),
    'held', exists (
      select from reports.wrap w join reports.reader h on h.channel_id = w.channel_id and h.number = w.reader_number
      where w.report_id = r.id and h.removed_at is null),
    'closed', case when r.state = 'closed' then jsonb_build_object('closedAs', r.closed_as, 'messageOn', r.message_on, 'closedOn', (
      select jsonb_agg(h.changed_on) from reports.report_change h where h.report_id = r.id and h.action = 'close')) end,
    'body', encode(sha256(r.body), 'base64'),
    'letter', translate(encode(r.letter, 'base64'), E'\n', ''),
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object('direction', m.direction, 'place', m.place, 'bytes', length(m.encrypted), 'day', m.sent_on)
        order by m.direction, m.place)
      from reports.message m where m.report_id = r.id), '[]'),
    'newest', (
      select case when length(m.encrypted) = newest_bytes then translate(encode(m.encrypted, 'base64'), E'\n', '') end
      from reports.message m where m.report_id = r.id and m.direction = 'to-reporter' order by m.place desc limit 1))
  from reports.report r join reports.channel c on c.id = r.channel_id
  where r.mailbox_hash = id_hash
$$;
alter function reports.mailbox(bytea, int, timestamptz) owner to manumit_guard;
revoke all on function reports.mailbox(bytea, int, timestamptz) from public;
grant execute on function reports.mailbox(bytea, int, timestamptz) to manumit_app;
