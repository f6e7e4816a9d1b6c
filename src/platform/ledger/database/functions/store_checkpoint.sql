-- Stores a signed checkpoint and the key that signed it. Old ones that are not public are deleted after a day.
create or replace function ledger.store_checkpoint(
  checkpoint_size bigint, checkpoint_root bytea, checkpoint_note text, key text, at timestamptz, for_day date
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if checkpoint_size > (select next_index from ledger.sequencer where id = 1) then raise exception 'the log is not that long'; end if;
  insert into ledger.checkpoint values (checkpoint_size, checkpoint_root, checkpoint_note, at, for_day)
    on conflict (size) do update set note = excluded.note, signed_at = excluded.signed_at,
      day = coalesce(ledger.checkpoint.day, excluded.day)
    where ledger.checkpoint.root = excluded.root;
  if not found then raise exception 'another root was signed for this size'; end if;
  insert into ledger.log_key values (key, checkpoint_size, at) on conflict do nothing;
  delete from ledger.checkpoint c where c.day is null and c.signed_at < at - interval '1 day' and c.size < checkpoint_size;
end
$$;
alter function ledger.store_checkpoint(bigint, bytea, text, text, timestamptz, date) owner to manumit_guard;
revoke all on function ledger.store_checkpoint(bigint, bytea, text, text, timestamptz, date) from public;
grant execute on function ledger.store_checkpoint(bigint, bytea, text, text, timestamptz, date) to manumit_app;
