-- Takes the completed minutes, to be logged in the transaction that takes them. The actor is the installation.
create or replace function identity.drain_failed_minutes() returns table (person uuid, minute timestamptz, failures int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid;
begin
  if not identity.runs_job('maintain-log') then raise exception 'only the program itself enters these' using errcode = '42501'; end if;
  select p.id into who from identity.person p where p.kind = 'installation';
  if not found then
    who := gen_random_uuid();
    insert into identity.person (id, kind, name) values (who, 'installation', 'Installation');
  end if;
  return query delete from identity.failed_minute m where m.minute < date_trunc('minute', now()) returning who, m.minute, m.failures;
end
$$;
alter function identity.drain_failed_minutes() owner to manumit_guard;
revoke all on function identity.drain_failed_minutes() from public;
grant execute on function identity.drain_failed_minutes() to manumit_app;
