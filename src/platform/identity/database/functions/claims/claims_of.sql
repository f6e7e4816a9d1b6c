-- The cost of opening and reading claims depends mostly on the number of statements and functions entered, since each transaction plans
-- every one of them again. So the claims of a session, and the current claims, are each one query that the planner inlines into its
-- caller's only statement (a SQL table function that is not `security definer` and has no search path of its own; its callers pin theirs).
-- The claims of a person, as of now. One-person mode: this person holds headquarters' policy office and no second person ever has. It does
-- not return when the second one leaves: otherwise either of two could gain every right by ending the other's grant.
create or replace function identity.claims_of(who uuid, session uuid) returns table (claims jsonb)
language sql stable
as $$
  select jsonb_build_object('person', p.id, 'kind', p.kind, 'name', p.name, 'session', session, 'language', p.language,
      'sole', case when p.kind = 'person' and h.office then not exists (
          select from identity.role_grant o join identity.person other on other.id = o.person_id
          where o.role = any (identity.group('office')) and o.person_id <> who and other.kind = 'person' and o.valid_from <= current_date)
          else false end,
      'grants', coalesce(h.grants, '[]'::jsonb), 'assignments', coalesce(h.assignments, '[]'::jsonb))
    from identity.person p, lateral (
      select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'party', g.party_id, 'unit', g.unit_id, 'operation', g.operation_id,
        'label', g.label))
          filter (where g.assignment_participation is null) as grants,
        jsonb_agg(jsonb_build_object('id', g.id, 'party', g.party_id, 'participation', g.assignment_participation,
          'round', g.assignment_round, 'obligations', g.assignment_obligations))
          filter (where g.assignment_participation is not null) as assignments,
        bool_or(g.role = any (identity.group('office'))) as office
      from (select * from identity.role_grant where person_id = who and ended_at is null
        and valid_from <= current_date and (valid_to is null or valid_to >= current_date)) g) h
    where p.id = who and disabled_at is null
$$;
alter function identity.claims_of(uuid, uuid) owner to manumit_guard;
revoke all on function identity.claims_of(uuid, uuid) from public;
