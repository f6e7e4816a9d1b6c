-- What everybody may know of a channel before they write: its name, its keys, the list of readers in force. Null for a draft and for an
-- unknown name. The newest list is shown also after its days, and where the channel is closed: with it, answers can still be read. Who
-- writes needs a proof that the log names it. A next channel key counts once it signed a list: before, the list in force is of the key
-- before it. A channel is opening until a leaf of a day names its readers, on the day after it opened or later. `limits` is the newest
-- statement of a legal adviser. `help` names the published places of the operation or the party of the channel, the operation's first.
-- Only readers whom the newest list names can be on duty: no report is encrypted to another one.
create or replace function reports.public_channel(for_slug text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'channel', c.id, 'slug', c.slug, 'name', c.name,
    'state', case when c.closed_on is not null then 'closed' when reports.takes_reports(c.id) then 'open' else 'opening' end,
    'opensOn', c.opened_on + 1,
    'keys', jsonb_build_object(
      'first', translate(encode(c.first_key, 'base64'), E'\n', ''),
      'successors', coalesce((
        select jsonb_agg(translate(encode(s.signed, 'base64'), E'\n', '') order by s.place)
        from reports.successor s where s.channel_id = c.id
          and s.recorded_at <= (select max(m.published_at) from reports.manifest m where m.channel_id = c.id)), '[]')),
    'manifest', (
      select jsonb_build_object('number', m.number, 'signed', translate(encode(m.signed, 'base64'), E'\n', ''))
      from reports.manifest m where m.channel_id = c.id order by m.number desc limit 1),
    'facts', jsonb_build_object(
      'attendedOn', greatest(c.opened_on, (select max(a.day) from reports.attended_day a where a.channel_id = c.id)),
      'readers', (select coalesce(jsonb_agg(r.number order by r.number), '[]') from reports.reader r
        where r.channel_id = c.id and r.removed_at is null and r.number = any (newest.readers)),
      'roster', (select jsonb_build_object('zone', o.zone, 'shifts', coalesce((
          select jsonb_agg(jsonb_build_object('reader', s.reader_number, 'days', to_jsonb(s.days), 'starts', s.starts, 'ends', s.ends)
            order by s.place)
          from reports.shift s where s.channel_id = o.channel_id and s.roster_number = o.number), '[]'))
        from reports.roster o where o.channel_id = c.id order by o.number desc limit 1)),
    'limits', (select jsonb_build_object('statedOn', l.stated_on, 'body', l.body)
      from reports.limit_statement l where l.channel_id = c.id order by l.number desc limit 1),
    'parent', (select p.slug from reports.channel p where p.id = c.parent_id and p.opened_on is not null and p.closed_on is null),
    'help', coalesce((
      select jsonb_agg(h.slug order by h.party_id is distinct from c.operation_id, h.slug)
      from reports.help_place h where h.party_id in (c.party_id, c.operation_id) and h.published_at is not null), '[]'))
  from reports.channel c
    left join lateral (select m.readers from reports.manifest m where m.channel_id = c.id order by m.number desc limit 1) newest on true
  where c.slug = for_slug and c.opened_on is not null
$$;
alter function reports.public_channel(text) owner to manumit_guard;
revoke all on function reports.public_channel(text) from public;
grant execute on function reports.public_channel(text) to manumit_app;
