-- Ends a grant: allowed for those who could give it, and for its holder. The last grant of headquarters' policy office cannot be ended.
create or replace function identity.end_grant(ended uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare g identity.role_grant; me uuid := identity.person();
begin
  select * into g from identity.role_grant where id = ended and ended_at is null for update;
  if not found or me is null then return false; end if;
  if not (g.person_id = me or identity.may_grant(g.role, g.party_id)) then return false; end if;
  if g.role = any (identity.group('office')) then
    -- Serialised, so that two people cannot end each other's grant at the same time.
    perform pg_advisory_xact_lock(hashtext('the last grant of the policy office'));
    if not exists (select from identity.role_grant o join identity.person p on p.id = o.person_id
        where o.role = any (identity.group('office')) and o.id <> ended and o.ended_at is null and p.disabled_at is null
          and o.valid_from <= current_date and (o.valid_to is null or o.valid_to >= current_date)) then return false; end if;
  end if;
  update identity.role_grant set ended_at = now(), ended_by = me where id = ended;
  return true;
end
$$;
alter function identity.end_grant(uuid) owner to manumit_guard;
revoke all on function identity.end_grant(uuid) from public;
grant execute on function identity.end_grant(uuid) to manumit_app;
