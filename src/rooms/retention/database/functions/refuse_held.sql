-- A hold stops every removal, including one confirmed by two persons: an inquiry must not lose data because the persons it concerns agree.
-- Content that must go at once is removed after the policy office has lifted the hold; the ledger records that. Refuses if a hold on one
-- of these persons, or on everyone, is open. Only those who may read holds learn which one; others learn only that there is one.
create or replace function retention.refuse_held(persons uuid[]) returns void
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare h record;
begin
  select reason into h from retention.hold where lifted_at is null and (person_id is null or person_id = any (persons))
    order by placed_at limit 1;
  if not found then return; end if;
  if not identity.holds(identity.group('overseers')) then raise exception 'retention/held-back' using errcode = 'MA010'; end if;
  raise exception 'retention/held' using errcode = 'MA010', detail = json_build_object('reason', h.reason)::text;
end
$$;
alter function retention.refuse_held(uuid[]) owner to manumit_guard;
revoke all on function retention.refuse_held(uuid[]) from public;
