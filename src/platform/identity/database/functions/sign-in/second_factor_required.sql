create or replace function identity.second_factor_required() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select second_factor from identity.sign_in_rule
$$;
alter function identity.second_factor_required() owner to manumit_guard;
revoke all on function identity.second_factor_required() from public;
grant execute on function identity.second_factor_required() to manumit_app;
