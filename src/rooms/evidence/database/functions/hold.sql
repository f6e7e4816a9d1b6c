create or replace function evidence.hold() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and old.state = 'submitted' then perform evidence.hold_one(old, -1); end if;
  if new.state = 'submitted' then perform evidence.hold_one(new, 1); end if;
  return null;
end
$$;
alter function evidence.hold() owner to manumit_guard;
revoke all on function evidence.hold() from public;
