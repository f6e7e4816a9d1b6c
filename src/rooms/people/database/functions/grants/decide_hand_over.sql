-- Accepts or refuses the grants of a hand-over that the subject could give, except grants to itself; for a proposal from a table, the role
-- it names. A role that ended after it was handed over is not passed on: its end was a decision about the position. A hand-over ends a role
-- that has not begun itself, in the transaction that proposes it.
create or replace function identity.decide_hand_over(
  hand_over uuid, accept boolean, why text, at timestamptz
) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person(); p record; g identity.role_grant; given uuid; problem text; decided int := 0;
begin
  if me is null then return 'nothing-to-decide'; end if;
  for p in select * from identity.proposed_grant where hand_over_id = hand_over and decided_at is null order by id for update loop
    if p.to_person = me or not identity.may_grant(p.role, p.party_id) then continue; end if;
    given := null;
    if accept then
      given := gen_random_uuid();
      if p.grant_id is null then
        problem := identity.grant_role(given, p.to_person, p.role, p.party_id, null, null, null, 'unclassified', null, p.until);
      else
        select * into g from identity.role_grant where id = p.grant_id for share;
        if g.ended_at > p.proposed_at then return 'role-ended'; end if;
        problem := identity.grant_role(given, p.to_person, g.role, g.party_id, g.unit_id, g.operation_id, g.rotation_id, g.label, null,
          p.until);
      end if;
      -- The end of a role cannot be chosen here: it is over.
      if problem is not null then return case problem when 'over-already' then 'role-ended' else problem end; end if;
    end if;
    update identity.proposed_grant set decided_at = at, decided_by = me, accepted = accept, reason = why, new_grant_id = given
      where id = p.id;
    decided := decided + 1;
  end loop;
  return case when decided = 0 then 'nothing-to-decide' end;
end
$$;
alter function identity.decide_hand_over(uuid, boolean, text, timestamptz) owner to manumit_guard;
revoke all on function identity.decide_hand_over(uuid, boolean, text, timestamptz) from public;
grant execute on function identity.decide_hand_over(uuid, boolean, text, timestamptz) to manumit_app;
