-- A violation of a contractor is of one that its contract has or had. The contract is locked first: another one who changes its contractor,
-- or undoes an import, is waited for.
create or replace function contractors.guard_contractor() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from contractors.contract c where c.id = new.contract_id for key share;
  if not exists (select from contractors.contract c where c.id = new.contract_id and c.contractor = new.contractor)
    and not exists (select from contractors.earlier_contractor e where e.contract_id = new.contract_id and e.name = new.contractor)
  then raise exception using message = 'contractors/other-contract', errcode = 'MA010'; end if;
  return new;
end
$$;
alter function contractors.guard_contractor() owner to manumit_guard;
revoke all on function contractors.guard_contractor() from public;
