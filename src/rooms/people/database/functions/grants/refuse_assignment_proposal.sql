-- A reviewer assignment is not handed over: the policy office assigns the person a nation sends.
create or replace function identity.refuse_assignment_proposal() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from identity.role_grant g where g.id = new.grant_id and g.assignment_participation is not null) then
    raise exception 'people/assignment-stays' using errcode = 'MA010'; end if;
  return new;
end
$$;
alter function identity.refuse_assignment_proposal() owner to manumit_guard;
revoke all on function identity.refuse_assignment_proposal() from public;
