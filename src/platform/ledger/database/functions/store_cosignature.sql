create or replace function ledger.store_cosignature(whose uuid, checkpoint_size bigint, cosignature_line text, at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ledger.cosignature select c.size, whose, cosignature_line from ledger.checkpoint c where c.size = checkpoint_size
    on conflict (size, witness_id) do update set line = excluded.line;
  update ledger.witness set size = checkpoint_size, signed_at = at, fault = null, fault_at = null
    where id = whose and size <= checkpoint_size;
end
$$;
alter function ledger.store_cosignature(uuid, bigint, text, timestamptz) owner to manumit_guard;
revoke all on function ledger.store_cosignature(uuid, bigint, text, timestamptz) from public;
grant execute on function ledger.store_cosignature(uuid, bigint, text, timestamptz) to manumit_app;
