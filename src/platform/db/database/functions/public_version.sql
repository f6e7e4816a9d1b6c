-- The version of the public pages' content: two equal versions mean the same content. `known`: a version that was settled, or null. While a
-- change is in progress, the version is a snapshot of the whole database. The number alone can return for other content: after a restore,
-- after a crash that lost its last change, or where a standby takes over. The claims key changes after each of these and at each start; a
-- hash of it is part of the version. While there is no key there is no version.
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
