create or replace function reporting.guard_release() returns trigger
language plpgsql volatile
as $$
begin
  if current_user = 'manumit_app' and reporting.width(new.release) > reporting.width(old.release)
    and not exists (select from reporting.return r where r.id = new.return_id and r.state = 'answering')
  then raise exception 'a section is opened to more while its return is answered' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function reporting.guard_release() from public;
