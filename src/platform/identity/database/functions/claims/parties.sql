-- The parties where one of these roles is held; every party in one-person mode and for the installation. Never null: without a role, an
-- empty set.
create or replace function identity.parties(roles text[]) returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified();
begin
  if c is null then return '{}'; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return array(select id from parties.party); end if;
  return array(select (g ->> 'party')::uuid from jsonb_array_elements(c -> 'grants') g where g ->> 'role' = any (roles)
    and g ->> 'party' is not null);
end
$$;
alter function identity.parties(text[]) owner to manumit_guard;
revoke all on function identity.parties(text[]) from public;
grant execute on function identity.parties(text[]) to manumit_app;

-- Labels of content, in the shape of STANAG 4774: a level (0 the lowest, in the order of identity.label_rank) and, where set, the parties
-- a record is releasable to; no list means no restriction. A list always includes the record's own party. Each room adds the two columns
-- to its own tables. Returns the parties at which one of these roles is held with a clearance of at least this level. A role without a
-- party is returned as the nil id.
create or replace function identity.parties(roles text[], level int) returns uuid[]
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.verified(); nowhere uuid := '00000000-0000-0000-0000-000000000000';
begin
  if c is null then return '{}'; end if;
  if (c ->> 'sole')::boolean or c ->> 'kind' = 'installation' then return array(select id from parties.party) || nowhere; end if;
  return array(select coalesce((g ->> 'party')::uuid, nowhere) from jsonb_array_elements(c -> 'grants') g
    where g ->> 'role' = any (roles) and identity.label_rank(g ->> 'label') > level);
end
$$;
alter function identity.parties(text[], int) owner to manumit_guard;
revoke all on function identity.parties(text[], int) from public;
grant execute on function identity.parties(text[], int) to manumit_app, manumit_schema;
