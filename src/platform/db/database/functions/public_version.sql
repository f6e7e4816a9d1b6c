-- The version of what public pages show: two that are alike stand for the same content. `known`: a version that was settled, or null. While
-- a change is on its way the version is what this very moment shows of the whole database. The number alone can come back for other
-- content: after a restore, a crash that lost its last change, or where a standby takes over. The key of claims is another after each of
-- these and each start; a hash of it stands with the number. While there is no key there is no version.
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
