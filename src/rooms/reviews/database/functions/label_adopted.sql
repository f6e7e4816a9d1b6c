create or replace function reviews.label_adopted() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare narrower boolean := identity.label_covers(new.label_level, new.releasable_to, old.label_level, old.releasable_to);
begin
  update reviews.adopted_participation a set label_level = case when narrower then greatest(a.label_level, new.label_level)
    else new.label_level end,
      releasable_to = case when not narrower or a.releasable_to is null then new.releasable_to when new.releasable_to is null
        then a.releasable_to
        else array(select unnest(a.releasable_to) intersect select unnest(new.releasable_to)) end
    where a.round_id = new.round_id and a.party_id = new.party_id;
  return null;
end
$$;
alter function reviews.label_adopted() owner to manumit_guard;
revoke all on function reviews.label_adopted() from public;
