-- The firm of the link that this transaction was opened with: its member under the contract, or the contract where it is the contractor.
create or replace function contractors.own_firm() returns uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select k.firm_id from contractors.firm_link k where k.id = contractors.own_firm_link()
$$;
alter function contractors.own_firm() owner to manumit_guard;
revoke all on function contractors.own_firm() from public;
grant execute on function contractors.own_firm() to manumit_app;
