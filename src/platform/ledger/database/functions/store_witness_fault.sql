create or replace function ledger.store_witness_fault(whose uuid, what text, at timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  update ledger.witness set fault = what, fault_at = case when fault = what then fault_at else at end where id = whose
$$;
alter function ledger.store_witness_fault(uuid, text, timestamptz) owner to manumit_guard;
revoke all on function ledger.store_witness_fault(uuid, text, timestamptz) from public;
grant execute on function ledger.store_witness_fault(uuid, text, timestamptz) to manumit_app;
