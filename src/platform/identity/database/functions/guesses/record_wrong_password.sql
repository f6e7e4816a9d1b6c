-- Counts a wrong present password. The program calls this outside the failing transaction. The fifth failure ends the session, so that an
-- unattended desk is no place to guess.
create or replace function identity.record_wrong_password(which uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('count-wrong-passwords') then raise exception 'only the program itself counts these' using errcode = '42501';
    end if;
  update identity.session set wrong_passwords = wrong_passwords + 1, ended_at = case when wrong_passwords + 1 >= 5 then now() end
    where id = which and ended_at is null;
end
$$;
alter function identity.record_wrong_password(uuid) owner to manumit_guard;
revoke all on function identity.record_wrong_password(uuid) from public;
grant execute on function identity.record_wrong_password(uuid) to manumit_app;
