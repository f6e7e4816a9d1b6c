-- Whom to notify at once of credible information under a contract: the people who work on violations for its party on a day and have an
-- address, except the caller; investigators only where the matter is still theirs. For the firm by its link to this contract, and for
-- these people themselves. In one order, so that two who queue mail do not wait for each other.
create or replace function contractors.people_to_notify(contract uuid, day date, investigators boolean) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.id
  from contractors.contract c
    join identity.role_grant g on g.party_id = c.party_id
    join identity.person p on p.id = g.person_id
  where c.id = contract
    and (c.id = (select l.contract_id from contractors.linked_contract() l)
      or c.party_id = any (identity.parties(identity.group('violation-managers')))
      or c.party_id = any (identity.parties(identity.group('violation-investigators'))))
    and (g.role = any (identity.group('violation-managers')) or investigators and g.role = any (identity.group('violation-investigators')))
    and g.ended_at is null and g.valid_from <= day and (g.valid_to is null or g.valid_to >= day)
    and p.disabled_at is null and p.email is not null and p.id is distinct from identity.person()
  group by p.id order by p.id
$$;
alter function contractors.people_to_notify(uuid, date, boolean) owner to manumit_guard;
revoke all on function contractors.people_to_notify(uuid, date, boolean) from public;
grant execute on function contractors.people_to_notify(uuid, date, boolean) to manumit_app;
