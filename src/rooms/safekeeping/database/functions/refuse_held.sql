-- A hold stops whoever takes something away, also two persons together: an inquiry must not lose what it asks for because the persons it
-- asks about agree. What must not stand there any longer goes once the policy office has lifted the hold, which the ledger keeps. Refuses
-- where a hold on one of these persons, or on everybody, is open. Who reads holds is told which; others only that something holds it back.
create or replace function safekeeping.refuse_held(persons uuid[]) returns void
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare h record;
begin
  select reason into h from safekeeping.hold where lifted_at is null and (person_id is null or person_id = any (persons))
    order by placed_at limit 1;
  if not found then return; end if;
  if not identity.holds('{policy-office,auditor}') then raise exception 'safekeeping/held-back' using errcode = 'MA010'; end if;
  raise exception 'safekeeping/held' using errcode = 'MA010', detail = json_build_object('reason', h.reason)::text;
end
$$;
alter function safekeeping.refuse_held(uuid[]) owner to manumit_guard;
revoke all on function safekeeping.refuse_held(uuid[]) from public;
