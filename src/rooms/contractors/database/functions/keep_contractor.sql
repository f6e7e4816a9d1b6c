-- Keeps the name of the contractor that a contract had, when it gets another one.
create or replace function contractors.keep_contractor() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into contractors.earlier_contractor (contract_id, party_id, name, until)
    values (old.id, old.party_id, old.contractor, coalesce(new.contractor_since, now()))
    on conflict (contract_id, name) do update set until = excluded.until;
  return null;
end
$$;
alter function contractors.keep_contractor() owner to manumit_guard;
revoke all on function contractors.keep_contractor() from public;
