-- Inserts a day; false if it is already there.
create or replace function mail.begin_digests(which date) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.runs_job('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  insert into mail.digest_day values (which) on conflict do nothing;
  return found;
end
$$;
alter function mail.begin_digests(date) owner to manumit_guard;
revoke all on function mail.begin_digests(date) from public;
grant execute on function mail.begin_digests(date) to manumit_app;
