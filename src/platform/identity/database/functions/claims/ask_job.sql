-- Rows that only a job of the program writes; the job is the trigger's argument. The check is on the tables, so that no later function can
-- bypass it.
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
