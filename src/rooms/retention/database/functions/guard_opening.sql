create or replace function retention.guard_opening() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not coalesce(identity.operator(), false) then
    -- The actor, the person concerned, and the two people who erase.
    perform retention.refuse_held(array[e.person_id, e.subject_id, x.requested_by, x.approved_by])
      from ledger.entry e left join ledger.erasure x on x.entry_id = e.id and x.ended_at is null where e.id = old.entry_id;
  end if;
  return old;
end
$$;
alter function retention.guard_opening() owner to manumit_guard;
revoke all on function retention.guard_opening() from public;

create trigger guard_held before delete on ledger.opening for each row execute function retention.guard_opening();
