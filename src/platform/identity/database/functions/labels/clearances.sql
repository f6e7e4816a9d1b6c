-- A policy that lists parties for each level and role is planned whole for every statement, whether a row needs it or not: dozens of
-- sub-queries, which cost more than reading the row (docs/decisions/015). One look-up by level gives the same result: parties at which one
-- of these roles is held, by the level they are cleared for: {"1": ["any", party, ...], ...}. "any" is present if any grant is cleared,
-- including one without a party.
create or replace function identity.clearances(roles text[]) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified();
begin
  if c is null then return '{}'; end if;
  return (select jsonb_object_agg(level, held) from (
    select level::text, (case when (c ->> 'sole')::boolean or c ->> 'kind' = 'installation'
      then (select '["any"]' || coalesce(jsonb_agg(id), '[]') from parties.party)
      else (select coalesce(jsonb_agg(distinct at), '[]') from jsonb_array_elements(c -> 'grants') g,
        unnest(array['any', g ->> 'party']) at
        where g ->> 'role' = any (roles) and identity.label_rank(g ->> 'label') > level and at is not null) end) as held
    from generate_series(0, 3) level) by_level);
end
$$;
alter function identity.clearances(text[]) owner to manumit_guard;
revoke all on function identity.clearances(text[]) from public;
grant execute on function identity.clearances(text[]) to manumit_app, manumit_schema;
