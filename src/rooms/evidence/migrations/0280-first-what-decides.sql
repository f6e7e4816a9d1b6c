-- Each sub-query of a policy that is come to asks the claims anew, and they are come to in the order in which they stand. Most who read a piece speak for its
-- party: that is asked first now, and the policy office after it. And who enters a piece is asked once, not for each column that names them.
create or replace function evidence.own_name() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return (select p.name from identity.standing_claims() c join identity.person p on p.id = (c.claims ->> 'person')::uuid and p.kind = 'person'); end $$;

do $$ declare
  own text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office}');
  reads text := identity.label_policy('at', '{focal-point,commander,contracting-officer,training-officer,legal-adviser,policy-office,reviewer}');
  signs text := identity.label_policy('at', '{focal-point,commander,policy-office}');
  office text := identity.label_policy('anywhere', '{policy-office}');
  everybody text := identity.label_policy('everybody');
  t text;
begin
  execute format('alter policy piece_read on evidence.piece to manumit_app using (case when submitted_at is null
      then (not by_office and %1$s) or (by_office and %2$s) else %3$s or %2$s or (released_at is not null and %4$s) end)', own, office, reads, everybody);
  execute format('alter policy piece_enter on evidence.piece to manumit_app with check (
      entered_by = (select identity.person()) and (signed_by is null or signed_by = entered_by) and state in (''draft'', ''submitted'') and released_at is null
      and entered_name is not distinct from (select evidence.own_name()) and (signed_name is null or signed_name = entered_name)
      and ended_by is null and purge_asked_by is null
      and case when by_office then %2$s and exists (select from parties.party x where x.id = party_id)
        else %1$s and (submitted_at is null or origin = ''arose'' or %3$s) end)', own, office, signs);
  execute format('alter policy piece_obligation_read on evidence.piece_obligation to manumit_app using (
      (submitted_at is not null and (%s or %s)) or exists (select from evidence.piece p where p.id = piece_id))', reads, office);
  foreach t in array array['standing', 'holding', 'month'] loop
    execute format('alter policy %I on evidence.%I to manumit_app using (%s or %s)', t || '_read', t, reads, office);
  end loop;
end $$;
