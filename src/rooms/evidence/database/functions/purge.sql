-- Removes the content of an item for good, confirmed by a second person; in one-person mode by the same person. What was measured or
-- read from a public source is purged by the policy office alone, a rating by nobody. The file is removed with the last item that shows
-- it. The tombstone, its place in time and the ledger stay. Returns whether it did.
create or replace function evidence.purge(target uuid, at timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid := identity.person(); p record;
begin
  select * into p from evidence.item where id = target and state = 'purge-requested'
    and (purge_requested_by <> who or (identity.claims() ->> 'sole')::boolean)
    and origin <> 'rated'
    and ((origin = 'declared' and not by_office and party_id = any (identity.parties(identity.group('evidence-signers'), label_level)))
      or (identity.cleared(identity.group('office'), label_level, releasable_to) and (submitted_at is not null or by_office))) for update;
  if not found then return false; end if;
  update evidence.item set state = 'purged', purged_by = who, purged_at = at, title_en = null, title_fr = null, source_en = null,
    source_fr = null, page = null,
    address = null, note = null, end_reason = null, document_id = null, version = version + 1 where id = target;
  if p.document_id is not null and not exists (select from evidence.item where document_id = p.document_id) then
    delete from evidence.document_chunk where document_id = p.document_id;
    update evidence.document set name = null, purged_at = at where id = p.document_id;
  end if;
  return true;
end
$$;
alter function evidence.purge(uuid, timestamptz) owner to manumit_guard;
revoke all on function evidence.purge(uuid, timestamptz) from public;
grant execute on function evidence.purge(uuid, timestamptz) to manumit_app;
