-- Copies what changed on an item to its obligations, which hold it too, so that reading a summary needs no join.
create or replace function evidence.update_obligations() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update evidence.item_obligation set kind = new.kind, says = new.says, origin = new.origin, counts = new.state = 'submitted',
    counts_on = new.counts_on, submitted_at = new.submitted_at, label_level = new.label_level, releasable_to = new.releasable_to
      where item_id = new.id;
  return null;
end
$$;
alter function evidence.update_obligations() owner to manumit_guard;
revoke all on function evidence.update_obligations() from public;
