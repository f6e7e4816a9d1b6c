-- The clause set that the contract of this transaction's link owes, as it was loaded; null: it ships with the program. What a firm owes
-- concerns the firm: which provisions there are, and who is notified.
create or replace function contractors.linked_set() returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.file
  from contractors.firm_link k
    join contractors.contract c on c.id = k.contract_id
    join contractors.clause_set s on s.set_id || '@' || s.version = c.set_id and (s.party_id is null or s.party_id = c.party_id)
  where k.id = contractors.own_firm_link()
$$;
alter function contractors.linked_set() owner to manumit_guard;
revoke all on function contractors.linked_set() from public;
grant execute on function contractors.linked_set() to manumit_app;
