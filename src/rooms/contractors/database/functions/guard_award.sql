-- A contract becomes awarded only with its clause set or under an override. One that ran before it was recorded comes in as awarded.
create or replace function contractors.guard_award() returns trigger
language plpgsql volatile
as $$
begin
  if new.state = 'awarded' and old.state <> 'awarded'
    and not contractors.may_release(new.id, new.set_id, new.coverage, null, coalesce(new.awarded_on, 'infinity'))
  then raise exception 'a contract is awarded with its clause set or under an override' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function contractors.guard_award() from public;
