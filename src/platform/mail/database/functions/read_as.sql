-- Opens a person's claims for the program, which counts their waiting tasks: it then reads only what that person may read.
create or replace function mail.read_as(who uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  return identity.set_claims(who, null);
end
$$;
alter function mail.read_as(uuid) owner to manumit_guard;
revoke all on function mail.read_as(uuid) from public;
grant execute on function mail.read_as(uuid) to manumit_app;
