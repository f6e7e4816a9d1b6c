-- Rows that only a job of the program may write; the trigger's argument names the job. The check is a table trigger so that no later
-- function can bypass it.
create or replace function identity.ask_job() returns trigger
language plpgsql volatile
as $$
begin
  if not identity.doing(tg_argv[0]) then raise exception 'only the program itself writes this' using errcode = '42501'; end if;
  return new;
end
$$;
alter function identity.ask_job() owner to manumit_guard;
revoke all on function identity.ask_job() from public;
