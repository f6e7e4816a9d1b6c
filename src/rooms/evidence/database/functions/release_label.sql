-- Decides a requested release, confirmed by a second person who signs for the side that owns the item; in one-person mode by the same
-- person. The file is released too. Returns whether it did.
create or replace function evidence.release_label(request uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person(); r evidence.label_release; p evidence.item;
begin
  select * into r from evidence.label_release where id = request and decided_by is null
    and (requested_by <> who or (identity.claims() ->> 'sole')::boolean) for update;
  if not found then return false; end if;
  select * into p from evidence.item where id = r.object_id and state <> 'purged' and label_level = r.from_level
    and releasable_to is not distinct from r.from_releasable
    and case when by_office then identity.cleared(identity.group('office'), label_level, releasable_to)
      else party_id = any (identity.parties(identity.group('evidence-signers'), label_level)) end for update;
  if not found then return false; end if;
  update evidence.label_release set decided_by = who, decided_at = at where id = r.id;
  update evidence.document set label_level = r.to_level, releasable_to = r.to_releasable where id = p.document_id
    and not identity.label_covers(r.to_level, r.to_releasable, label_level, releasable_to);
  update evidence.item set label_level = r.to_level, releasable_to = r.to_releasable, version = version + 1 where id = p.id;
  return true;
end
$$;
alter function evidence.release_label(uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.release_label(uuid, timestamptz) from public;
grant execute on function evidence.release_label(uuid, timestamptz) to manumit_app;
