-- The version of what public pages show: equal versions mean equal content. `known`: a version that was settled, or null. While a change
-- is in progress, the version describes the current snapshot of the whole database. The number alone could repeat for other content: after
-- a restore, after a crash that lost the last change, or after a standby takes over. The claims key changes in each of these cases and at
-- each start, so the version includes a hash of it. Without a key there is no version.
create or replace function platform.public_version(known text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  version text := (select last_value || '.' || substr(encode(sha256(convert_to('public version', 'UTF8') || k.key), 'hex'), 1, 16)
    from platform.public_change, identity.claims_key k);
begin
  if version = known or pg_try_advisory_xact_lock(7201042) then return version; end if;
  return version || '/' || pg_current_snapshot();
end
$$;
alter function platform.public_version(text) owner to manumit_guard;
revoke all on function platform.public_version(text) from public;
grant execute on function platform.public_version(text) to manumit_app;
