-- Triggers, so that the check applies to every function that removes data. After a restore the installation repeats removals that took
-- place before the hold.
create or replace function retention.guard_item() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not coalesce(identity.operator(), false) then
    perform retention.refuse_held(array[old.entered_by, old.signed_by, old.ended_by, old.purge_requested_by, old.purge_request_ended_by,
      new.purged_by]
      || array(select uploaded_by from evidence.document where id = old.document_id));
  end if;
  return new;
end
$$;
alter function retention.guard_item() owner to manumit_guard;
revoke all on function retention.guard_item() from public;

create trigger guard_held before update of state on evidence.item
  for each row
  when (new.state = 'purged' and old.state <> 'purged')
  execute function retention.guard_item();
