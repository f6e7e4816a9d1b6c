-- The parties where one of these roles is held; every party in one-person mode and for the installation. Never null: nothing held is an
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

-- Labels of content, in the shape of STANAG 4774: a level (0 the lowest, in the order of identity.label_rank) and, where set, the parties a
-- record is releasable to; no list means no restriction. A list always names the party the record is of. Each room puts the two columns on
-- its own tables. Parties at which one of these roles is held with a clearance of at least this level. One without a party stands as the
-- nil id: held, and at no party.
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
