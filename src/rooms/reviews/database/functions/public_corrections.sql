-- The corrections of published ratings of a round, the newest of each. That a published rating was corrected, and on which day, is public
-- with it: a mark that is known to be wrong says so. The corrected rating is public only while its participation fulfils what publication
-- asks: its party agreed, and it is unlabelled and releasable to all. The reason and the person never are.
create or replace function reviews.public_corrections(
  round uuid
) returns table (party_id uuid, obligation_id text, corrected_at timestamptz, status text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select distinct on (r.party_id, r.obligation_id) r.party_id, r.obligation_id, r.rated_at,
    case when p.public_agreed_at is not null and p.label_level = 0 and p.releasable_to is null then r.status end
  from reviews.published_participation q
  join reviews.rating r on r.round_id = q.round_id and r.party_id = q.party_id
  join reviews.participation p on p.id = r.participation_id
  where q.round_id = round and r.corrects_id is not null
  order by r.party_id, r.obligation_id, r.id desc
$$;
alter function reviews.public_corrections(uuid) owner to manumit_guard;
revoke all on function reviews.public_corrections(uuid) from public;
grant execute on function reviews.public_corrections(uuid) to manumit_app;
