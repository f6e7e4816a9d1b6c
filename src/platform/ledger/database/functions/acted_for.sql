-- Whether a command was by one of the party's own people: the actor held a role there at that moment, and none by which the party is
-- judged. When any role at any time was enough, a party's administrator could give its reviewer a role; the party's legal advisers could
-- then read ratings before the draft was sent, and erase them.
create or replace function ledger.acted_for(who uuid, party uuid, moment timestamptz) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select party = any (identity.parties(identity.group('legal-advisers'))) and coalesce(bool_or(g.party_id = party
    and g.role <> all (identity.group('assessors')) and g.granted_at <= moment), false)
    and not coalesce(bool_or(g.role = any (identity.group('office'))
      or (g.role = any (identity.group('reviewers')) and g.party_id = party)), false)
  from identity.role_grant g
  where g.person_id = who and g.valid_from <= moment::date and (g.valid_to is null or g.valid_to >= moment::date)
  and (g.ended_at is null or g.ended_at >= moment)
$$;
alter function ledger.acted_for(uuid, uuid, timestamptz) owner to manumit_guard;
revoke all on function ledger.acted_for(uuid, uuid, timestamptz) from public;
grant execute on function ledger.acted_for(uuid, uuid, timestamptz) to manumit_app;
