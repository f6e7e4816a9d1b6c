-- Called by every application connection at its start: after a crash there is no key. The caller can neither choose nor read it.
create or replace function identity.create_missing_key() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from identity.claims_key) then
    insert into identity.claims_key (key) values (identity.random_key()) on conflict (id) do nothing;
  end if;
end
$$;
alter function identity.create_missing_key() owner to manumit_guard;
revoke all on function identity.create_missing_key() from public;
grant execute on function identity.create_missing_key() to manumit_app;
