-- When the hand-over date of a rotation moves, the grants of its tour move too. An earlier date applies to all of them. A later date
-- extends only what ended with the rotation, and only if the subject could give the grant and does not hold it: otherwise moving a date
-- would be a way to gain rights.
create or replace function identity.update_rotation_grants() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update identity.role_grant g set valid_to = case when new.hand_over is not null then greatest(new.hand_over, g.valid_from) end,
      ended_at = case when new.hand_over < g.valid_from then now() end, ended_by = case when new.hand_over < g.valid_from
        then identity.person() end
    where g.rotation_id = new.id and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date)
    and g.valid_to is distinct from new.hand_over
      and (new.hand_over < coalesce(g.valid_to, 'infinity')
        or (g.valid_to is not distinct from old.hand_over and g.person_id <> identity.person()
        and identity.may_grant(g.role, g.party_id)));
  return null;
end
$$;
alter function identity.update_rotation_grants() owner to manumit_guard;
revoke all on function identity.update_rotation_grants() from public;

create trigger update_rotation_grants after update of hand_over on parties.rotation
  for each row
  when (new.hand_over is distinct from old.hand_over)
  execute function identity.update_rotation_grants();
