-- A hold stops whoever takes something away, also two persons together: an inquiry must not lose what it asks for because the persons it asks about agree.
-- What must not stand there any longer goes once the policy office has lifted the hold, which the ledger keeps.

-- Refuses where a hold on one of these persons, or on everybody, is open. Who reads holds is told which; others only that something holds it back.
create function safekeeping.refuse_held(persons uuid[]) returns void language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare h record;
begin
  select reason into h from safekeeping.hold where lifted_at is null and (person_id is null or person_id = any (persons)) order by placed_at limit 1;
  if not found then return; end if;
  if not identity.holds('{policy-office,auditor}') then raise exception 'safekeeping/held-back' using errcode = 'MA010'; end if;
  raise exception 'safekeeping/held' using errcode = 'MA010', detail = json_build_object('reason', h.reason)::text;
end $$;
alter function safekeeping.refuse_held(uuid[]) owner to manumit_guard;
revoke all on function safekeeping.refuse_held(uuid[]) from public;

-- As triggers, so that they hold whichever function takes away. After a restore the installation takes away again what was gone before the hold.
create function safekeeping.guard_piece() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(identity.operator(), false) then
    perform safekeeping.refuse_held(array[old.entered_by, old.signed_by, old.ended_by, old.purge_asked_by, new.purged_by]
      || array(select uploaded_by from evidence.document where id = old.document_id));
  end if;
  return new;
end $$;
alter function safekeeping.guard_piece() owner to manumit_guard;
revoke all on function safekeeping.guard_piece() from public;
create trigger held before update of state on evidence.piece for each row when (new.state = 'purged' and old.state <> 'purged') execute function safekeeping.guard_piece();

create function safekeeping.guard_opening() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(identity.operator(), false) then
    -- Who acted, about whom it was, and the two who erase.
    perform safekeeping.refuse_held(array[e.person_id, e.subject_id, x.asked_by, x.approved_by])
      from ledger.entry e left join ledger.erasure x on x.entry_id = e.id where e.id = old.entry_id;
  end if;
  return old;
end $$;
alter function safekeeping.guard_opening() owner to manumit_guard;
revoke all on function safekeeping.guard_opening() from public;
create trigger held before delete on ledger.opening for each row execute function safekeeping.guard_opening();
