-- True the first time. No challenge or attempt is valid for an hour.
create or replace function identity.spend(hash bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from identity.spent s where s.at < now() - interval '1 hour';
  insert into identity.spent (hash) values (spend.hash) on conflict do nothing;
  return found;
end
$$;
alter function identity.spend(bytea) owner to manumit_guard;
revoke all on function identity.spend(bytea) from public;
