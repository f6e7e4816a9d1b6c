-- Decides a requested release of a participation: done by the policy office, by another person than the requester, except in one-person
-- mode.
create or replace function reviews.release_label(request uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person(); r reviews.label_release;
begin
  select l.* into r from reviews.label_release l join reviews.participation p on p.id = l.object_id
    where l.id = request and l.decided_by is null and l.from_level = p.label_level
    and l.from_releasable is not distinct from p.releasable_to
      and (l.requested_by <> who or (identity.claims() ->> 'sole')::boolean)
      and identity.cleared(identity.group('office'), p.label_level, p.releasable_to) for update of l;
  if not found then return false; end if;
  update reviews.label_release set decided_by = who, decided_at = at where id = r.id;
  update reviews.participation set label_level = r.to_level, releasable_to = r.to_releasable, version = version + 1
    where id = r.object_id;
  return true;
end
$$;
alter function reviews.release_label(uuid, timestamptz) owner to manumit_guard;
revoke all on function reviews.release_label(uuid, timestamptz) from public;
grant execute on function reviews.release_label(uuid, timestamptz) to manumit_app;
