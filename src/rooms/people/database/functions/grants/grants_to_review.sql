-- The grants the subject must review at a party: active or future ones that it could give and does not hold itself.
create or replace function identity.grants_to_review(party uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(g.id), '{}') from identity.role_grant g join identity.person p on p.id = g.person_id
  where g.party_id is not distinct from party and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date)
  and p.disabled_at is null
    and g.person_id <> identity.person() and identity.may_grant(g.role, g.party_id)
$$;
alter function identity.grants_to_review(uuid) owner to manumit_guard;
revoke all on function identity.grants_to_review(uuid) from public;
grant execute on function identity.grants_to_review(uuid) to manumit_app;
