-- When a contracting officer's hand-over is accepted, the contracts that are not over go to the successor: their officer is a person,
-- unlike tasks, which belong to roles. The version changes, so that a form opened before does not name the leaver again.
create or replace function contractors.move_contracts() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update contractors.contract set officer_id = new.to_person, version = version + 1
    where party_id = new.party_id and officer_id = new.from_person and state <> 'ended'
      and new.role = any (identity.group('contract-managers'));
  return null;
end
$$;
alter function contractors.move_contracts() owner to manumit_guard;
revoke all on function contractors.move_contracts() from public;

-- A proposal of an imported table has no grant: nobody leaves.
create trigger move_contracts after update of accepted on identity.proposed_grant
  for each row
  when (new.accepted and new.grant_id is not null)
  execute function contractors.move_contracts();
