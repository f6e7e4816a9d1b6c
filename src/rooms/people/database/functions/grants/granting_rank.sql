-- The rank of the highest label this subject may pass on in a role at a party: that of the grants that entitle it to give the role.
create or replace function identity.granting_rank(new_role text, party uuid) returns int
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare c jsonb := identity.claims(); most int := identity.label_rank((select highest_label from identity.ceiling));
begin
  if coalesce((c ->> 'sole')::boolean, false) or c ->> 'kind' = 'installation' then return most; end if;
  return least(most, coalesce((select max(identity.label_rank(g ->> 'label')) from jsonb_array_elements(c -> 'grants') g
    where g ->> 'role' = any (identity.group('office'))
      or (g ->> 'role' = any (identity.group('party-admins')) and (g ->> 'party')::uuid = party)
      or (g ->> 'role' = any (identity.group('platform-admins')) and new_role = any (identity.group('party-admins')))), 0));
end
$$;
alter function identity.granting_rank(text, uuid) owner to manumit_guard;
revoke all on function identity.granting_rank(text, uuid) from public;
grant execute on function identity.granting_rank(text, uuid) to manumit_app;
