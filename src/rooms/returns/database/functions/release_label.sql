-- Decides a requested release, confirmed by a second person who signs for the party; in one-person mode by the same person.
create or replace function returns.release_label(request uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person(); l returns.label_release;
begin
  select x.* into l from returns.label_release x join returns.return r on r.id = x.object_id
    where x.id = request and x.decided_by is null and x.from_level = r.label_level
    and x.from_releasable is not distinct from r.releasable_to
      and (x.requested_by <> who or (identity.claims() ->> 'sole')::boolean)
      and r.party_id = any (identity.parties(identity.group('signers'), r.label_level)) for update of x;
  if not found then return false; end if;
  update returns.label_release set decided_by = who, decided_at = at where id = l.id;
  update returns.return set label_level = l.to_level, releasable_to = l.to_releasable, version = version + 1 where id = l.object_id;
  return true;
end
$$;
alter function returns.release_label(uuid, timestamptz) owner to manumit_guard;
revoke all on function returns.release_label(uuid, timestamptz) from public;
grant execute on function returns.release_label(uuid, timestamptz) to manumit_app;
