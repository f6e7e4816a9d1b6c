-- The facts of an object, and every active grant that could open it with the person who gave it. For the policy office, auditors, and the
-- administrator of the object's party. Null if the object does not exist or the caller may not ask about it. A reviewer assignment counts
-- for its own participation, its own report and the evidence of its obligations.
create or replace function identity.access_to(kind text, object uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare facts jsonb := identity.facts_of(kind, object); concerned uuid[]; wide boolean;
begin
  if facts is null then return null; end if;
  select coalesce(array_agg(p::uuid), '{}') into concerned from jsonb_array_elements_text(facts -> 'parties') p;
  if not (identity.holds(identity.group('overseers'))
    or (cardinality(concerned) = 1 and concerned <@ identity.parties(identity.group('party-admins'))))
    then return null; end if;
  -- A released object that has a label: everyone with the clearance, in any role at any party.
  select bool_or((x -> 'released')::boolean and (x ->> 'level' <> '0' or x -> 'releasableTo' <> 'null')) into wide
    from jsonb_array_elements(jsonb_build_array(facts) || coalesce(facts -> 'items', '[]') || coalesce(facts -> 'participations', '[]')) x;
  return facts || jsonb_build_object(
    'sole', (select (array_agg(distinct g.person_id))[1] from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.role = any (identity.group('office')) and p.kind = 'person' and g.valid_from <= current_date
        having count(distinct g.person_id) = 1
        and bool_or(g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date))),
    'grants', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'person', g.person_id, 'name', p.name, 'role', g.role, 'party',
      g.party_id, 'label', g.label,
        'from', g.valid_from, 'to', g.valid_to, 'givenBy', (select b.name from identity.person b where b.id = g.granted_by
          and b.id <> g.person_id), 'singleSignOn', exists (select from identity.listed_grant l where l.grant_id = g.id),
        'givenAt', g.granted_at)
        order by p.name, g.id)
      from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.ended_at is null and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date)
      and p.disabled_at is null and p.kind = 'person'
        and (wide or g.role = any (identity.group('office')) or g.party_id = any (concerned))
        and (g.assignment_participation is null or case access_to.kind when 'participation' then g.assignment_participation = object
          when 'report' then g.assignment_round = object
          when 'evidence-item' then exists (select from evidence.item_obligation o where o.item_id = object
            and o.obligation_id = any (g.assignment_obligations))
          when 'document' then exists (select from evidence.item e join evidence.item_obligation o on o.item_id = e.id
            where e.document_id = object and o.obligation_id = any (g.assignment_obligations))
          else false end)), '[]'));
end
$$;
alter function identity.access_to(text, uuid) owner to manumit_guard;
revoke all on function identity.access_to(text, uuid) from public;
grant execute on function identity.access_to(text, uuid) to manumit_app;
