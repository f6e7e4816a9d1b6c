create or replace function returns.guard_release() returns trigger
language plpgsql volatile
as $$
begin
  if current_user = 'manumit_app' and returns.width(new.release) > returns.width(old.release)
    and not exists (select from returns.return r where r.id = new.return_id and r.state = 'answering')
  then raise exception 'a section is opened to more while its return is answered' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function returns.guard_release() from public;
