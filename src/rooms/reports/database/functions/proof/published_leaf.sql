-- The newest leaf of a channel, open or closed, that lies in the published log of this size, with what it names: public, since the log
-- commits to it. Null where there is none. Its salt opens nothing else. Leaves that name no list are passed over: answers can be read
-- after the days of the last list, and nobody sends on the strength of a leaf of another day than the last two.
create or replace function reports.published_leaf(for_slug text, published bigint) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'keys', jsonb_build_object(
      'first', translate(encode(c.first_key, 'base64'), E'\n', ''),
      'successors', coalesce((
        select jsonb_agg(translate(encode(s.signed, 'base64'), E'\n', '') order by s.place)
        from reports.successor s where s.channel_id = c.id and s.place <= l.successors), '[]')),
    'manifest', (select translate(encode(m.signed, 'base64'), E'\n', '') from reports.manifest m
      where m.channel_id = c.id and m.number = l.manifest_number),
    'detail', o.detail,
    'salt', encode(o.salt, 'hex'),
    'entry', jsonb_build_object(
      'id', e.id, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'person', e.person_id, 'clauses', e.clause_ids),
    'index', k.index)
  from reports.channel c
  join reports.daily_leaf l on l.channel_id = c.id
  join ledger.link k on k.entry_id = l.entry_id and k.index < published
  join ledger.entry e on e.id = l.entry_id
  join ledger.opening o on o.entry_id = l.entry_id
  where c.slug = for_slug and c.opened_on is not null and l.manifest_number is not null
  order by l.day desc limit 1
$$;
alter function reports.published_leaf(text, bigint) owner to manumit_guard;
revoke all on function reports.published_leaf(text, bigint) from public;
grant execute on function reports.published_leaf(text, bigint) to manumit_app;
