-- Deletes reports that had been deleted after their period before an older backup was restored. For the installation only.
create or replace function reports.replay_erasure(which uuid[]) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare gone bigint;
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  delete from reports.report r where r.id = any (which);
  get diagnostics gone = row_count;
  return gone;
end
$$;
alter function reports.replay_erasure(uuid[]) owner to manumit_guard;
revoke all on function reports.replay_erasure(uuid[]) from public;
grant execute on function reports.replay_erasure(uuid[]) to manumit_app;
