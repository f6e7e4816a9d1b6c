-- Whether one of these roles is held at any party. In one-person mode, and for the installation itself, every content role is held.
create or replace function identity.holds(roles text[]) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation'
      or exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any (roles))
    from identity.current_claims() c), false);
end
$$;
alter function identity.holds(text[]) owner to manumit_guard;
revoke all on function identity.holds(text[]) from public;
grant execute on function identity.holds(text[]) to manumit_app;
