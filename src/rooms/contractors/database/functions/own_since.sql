-- Since when the firm of the link that this transaction was opened with is the firm of what its contract has for it: a contract may have
-- got another contractor. What is older belongs to the earlier one.
create or replace function contractors.own_since() returns timestamptz
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case when k.member_id is null and c.contractor_since is not null then c.contractor_since else '-infinity' end
  from contractors.firm_link k join contractors.contract c on c.id = k.contract_id where k.id = contractors.own_firm_link()
$$;
alter function contractors.own_since() owner to manumit_guard;
revoke all on function contractors.own_since() from public;
grant execute on function contractors.own_since() to manumit_app;
