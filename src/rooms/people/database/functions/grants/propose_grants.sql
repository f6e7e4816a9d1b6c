-- Proposes roles of the lowest label: `proposals` is a list of { id, set, to, role, party, until }. Returns null, or a code for the reason
-- why not. A subject cannot propose a role for itself.
create or replace function identity.propose_grants(proposals jsonb) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := identity.person();
begin
  if me is null or not identity.holds(identity.group('office')) then return 'grant-refused'; end if;
  if exists (select from jsonb_to_recordset(proposals) as p ("to" uuid) where p."to" = me) then return 'grant-refused'; end if;
  insert into identity.proposed_grant (id, hand_over_id, from_person, to_person, role, party_id, until)
    select p.id, p.set, me, p."to", p.role, p.party, p.until
    from jsonb_to_recordset(proposals) as p (id uuid, set uuid, "to" uuid, role text, party uuid, until date);
  return null;
end
$$;
alter function identity.propose_grants(jsonb) owner to manumit_guard;
revoke all on function identity.propose_grants(jsonb) from public;
grant execute on function identity.propose_grants(jsonb) to manumit_app;
