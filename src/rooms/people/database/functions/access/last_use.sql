-- The last date on which a person acted at a party or read anything of it; for a role without a party, anywhere.
create or replace function identity.last_use(party uuid) returns table (person_id uuid, day date)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  if not coalesce(identity.holds(identity.group('overseers'))
    or party = any (identity.parties(identity.group('party-admins'))), false) then return;
    end if;
  return query select u.person_id, (max(u.at) at time zone 'UTC')::date from (
      select e.person_id, max(e.at) as at from ledger.entry e where party is null or e.party_id = party group by e.person_id
      union all
      select r.person_id, max(r.minute) from identity.access_record r where (party is null or r.party_id = party) and r.outcome = 'read'
        group by r.person_id) u
    where u.person_id in (select g.person_id from identity.role_grant g where g.party_id is not distinct from party
    and g.ended_at is null) group by u.person_id;
end
$$;
alter function identity.last_use(uuid) owner to manumit_guard;
revoke all on function identity.last_use(uuid) from public;
grant execute on function identity.last_use(uuid) to manumit_app;
