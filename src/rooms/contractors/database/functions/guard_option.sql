-- An option is exercised only of an awarded contract that carries its clause set, or under an override for this option.
create or replace function contractors.guard_option() returns trigger
language plpgsql volatile
as $$
begin
  if not exists (select from contractors.contract c where c.id = new.contract_id and c.state = 'awarded'
    and contractors.may_release(c.id, c.set_id, c.coverage, new.number, new.exercised_on))
  then raise exception 'an option is exercised with the clause set or under an override' using errcode = '42501'; end if;
  return new;
end
$$;
revoke all on function contractors.guard_option() from public;
