-- Signs a review: every grant under review is kept or ended, and none is left out. Returns null, or a code for the reason why not.
create or replace function identity.review_access(
  review uuid, party uuid, kept uuid[], over uuid[], at timestamptz
) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare due uuid[]; listed uuid[] := kept || over; one uuid;
begin
  if not coalesce(identity.holds(identity.group('office')) or party = any (identity.parties(identity.group('party-admins'))), false)
    then return 'not-yours-to-review'; end if;
  -- A grant that is being given meanwhile waits, so that the review covers all grants at the time of signing.
  lock table identity.role_grant in share row exclusive mode;
  due := identity.grants_to_review(party);
  if not (due <@ listed and listed <@ due) or cardinality(listed) <> cardinality(due) then return 'review-incomplete'; end if;
  foreach one in array over loop
    if not identity.end_grant(one) then return 'grant-stays'; end if;
  end loop;
  insert into identity.access_review (id, party_id, reviewed_by, reviewed_name, reviewed_at)
    select review, party, p.id, p.name, at from identity.person p where p.id = identity.person();
  insert into identity.access_review_line (review_id, grant_id, kept) select review, g, true from unnest(kept) g
    union all select review, g, false from unnest(over) g;
  return null;
end
$$;
alter function identity.review_access(uuid, uuid, uuid[], uuid[], timestamptz) owner to manumit_guard;
revoke all on function identity.review_access(uuid, uuid, uuid[], uuid[], timestamptz) from public;
grant execute on function identity.review_access(uuid, uuid, uuid[], uuid[], timestamptz) to manumit_app;
