-- The channels to which reporters can write, which everybody may know: their names, the operation or else the party that each is for, and
-- the published places of help on whose pages it is offered.
create or replace function reports.open_channels() returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'slug', c.slug, 'name', c.name, 'partyId', coalesce(c.operation_id, c.party_id), 'help', coalesce((
        select jsonb_agg(h.slug order by h.slug)
        from reports.help_place h where h.party_id in (c.party_id, c.operation_id) and h.published_at is not null), '[]'))
    order by c.opened_on, c.slug), '[]')
  from reports.channel c where reports.takes_reports(c.id)
$$;
alter function reports.open_channels() owner to manumit_guard;
revoke all on function reports.open_channels() from public;
grant execute on function reports.open_channels() to manumit_app;
