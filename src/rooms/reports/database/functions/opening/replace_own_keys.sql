-- Replaces a reader's own keys by the same ones locked under a new passphrase, after a recovery in the reader's browser. False where the
-- caller does not read for the channel.
create or replace function reports.replace_own_keys(channel uuid, new_locked bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update reports.reader r set locked = new_locked
    where r.channel_id = channel and r.person_id = identity.person() and r.removed_at is null;
  return found;
end
$$;
alter function reports.replace_own_keys(uuid, bytea) owner to manumit_guard;
revoke all on function reports.replace_own_keys(uuid, bytea) from public;
grant execute on function reports.replace_own_keys(uuid, bytea) to manumit_app;
