-- Makes the grants from single sign-on equal to the list: ends grants that are no longer listed, renews those that are, and adds new ones.
-- They last as long as a session may, so they expire with it even if the user has another sign-in method. Returns the changes.
create or replace function identity.reconcile_grants(who uuid, listed jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare last date := (now() + interval '12 hours')::date; added jsonb; ended jsonb;
begin
  with gone as (
    update identity.role_grant g set ended_at = now(), ended_by = who from identity.listed_grant l
      where l.grant_id = g.id and l.person_id = who and g.ended_at is null
      and not exists (select from jsonb_to_recordset(listed) as n(role text, party uuid)
        where n.role = g.role and n.party is not distinct from g.party_id) returning g.id)
  select coalesce(jsonb_agg(id), '[]') into ended from gone;
  update identity.role_grant g set valid_to = last from identity.listed_grant l
    where l.grant_id = g.id and l.person_id = who and g.ended_at is null and g.valid_to >= current_date
    and g.valid_to is distinct from last;
  with fresh as (
    insert into identity.role_grant (id, person_id, role, party_id, valid_to)
      select n.id, who, n.role, n.party, last from jsonb_to_recordset(listed) as n(id uuid, role text, party uuid)
        where not exists (select from identity.role_grant g join identity.listed_grant l on l.grant_id = g.id
          where l.person_id = who and g.ended_at is null and g.valid_to >= current_date and g.role = n.role
          and g.party_id is not distinct from n.party)
      returning id),
  kept as (insert into identity.listed_grant (grant_id, person_id) select id, who from fresh)
  select coalesce(jsonb_agg(id), '[]') into added from fresh;
  return jsonb_build_object('added', added, 'ended', ended);
end
$$;
alter function identity.reconcile_grants(uuid, jsonb) owner to manumit_guard;
revoke all on function identity.reconcile_grants(uuid, jsonb) from public;
