-- Ends the evidence of a rating that its authority corrects. Nobody else ends a rating: guard_item refuses it. The evidence of a rating has
-- the id of the rating. It stays readable, and the evidence of the corrected rating points to it.
create or replace function reviews.end_corrected() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update evidence.item set state = 'corrected', version = version + 1, ended_by = new.rated_by, ended_at = new.rated_at
    where id = new.corrects_id and party_id = new.party_id and kind = 'EV-RATE' and state = 'submitted';
  return null;
end
$$;
alter function reviews.end_corrected() owner to manumit_guard;
revoke all on function reviews.end_corrected() from public;
