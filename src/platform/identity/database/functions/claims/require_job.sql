-- Rows that only a job of the program may write; the trigger's argument names the job. The check is a table trigger so that no later
-- function can bypass it.
create or replace function identity.require_job() returns trigger
language plpgsql volatile
as $$
begin
  if not identity.runs_job(tg_argv[0]) then raise exception 'only the program itself writes this' using errcode = '42501'; end if;
  return new;
end
$$;
alter function identity.require_job() owner to manumit_guard;
revoke all on function identity.require_job() from public;
