create or replace function identity.require_second_factor(required boolean) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update identity.sign_in_rule set second_factor = required
$$;
alter function identity.require_second_factor(boolean) owner to manumit_guard;
revoke all on function identity.require_second_factor(boolean) from public;
grant execute on function identity.require_second_factor(boolean) to manumit_schema;
