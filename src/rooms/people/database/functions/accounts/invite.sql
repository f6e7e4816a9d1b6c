-- Creates an account and its one-time link. Permitted: the policy office, administrators, the installation. The claims are read once
-- (docs/decisions/010), because each read verifies them again, and two thirds of these commands come from the policy office.
create or replace function identity.invite(
  who uuid, full_name text, address text, lang text, link uuid, token_hash bytea, days int
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  with me as materialized (select (c.claims ->> 'person')::uuid as id from identity.current_claims() c
      where (c.claims ->> 'sole')::boolean or c.claims ->> 'kind' = 'installation' or
  exists (select from jsonb_array_elements(c.claims -> 'grants') g where g ->> 'role' = any (identity.group('account-managers')))
  ), opened as (insert into identity.person (id, name, email, language) select who, full_name, lower(address), lang from me)
  insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at)
    select link, 'invitation', who, invite.token_hash, me.id, now() + make_interval(days => invite.days) from me;
  return found;
end
$$;
alter function identity.invite(uuid, text, text, text, uuid, bytea, int) owner to manumit_guard;
revoke all on function identity.invite(uuid, text, text, text, uuid, bytea, int) from public;
grant execute on function identity.invite(uuid, text, text, text, uuid, bytea, int) to manumit_app;
