-- Whether the label hides participations of a round from the policy office: it must not adopt what it cannot read completely.
create or replace function reviews.hides_participations(target uuid) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return identity.holds(identity.group('office')) and exists (select from reviews.participation p where p.round_id = target
    and not identity.cleared(identity.group('office'), p.label_level, p.releasable_to));
end
$$;
alter function reviews.hides_participations(uuid) owner to manumit_guard;
revoke all on function reviews.hides_participations(uuid) from public;
grant execute on function reviews.hides_participations(uuid) to manumit_app;
