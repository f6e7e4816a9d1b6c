-- A reviewer assignment is not handed over: the policy office assigns the person a nation sends.
create or replace function identity.keep_seat() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from identity.role_grant g where g.id = new.grant_id and g.seat_participation is not null) then
    raise exception 'people/seat-stays' using errcode = 'MA010'; end if;
  return new;
end
$$;
alter function identity.keep_seat() owner to manumit_guard;
revoke all on function identity.keep_seat() from public;
