-- Keeps evidence.total current when the state or the label of an item changes: the old row ceases to count, and the new row begins to.
create or replace function evidence.count_change() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and old.state = 'submitted' then perform evidence.count_item(old, -1); end if;
  if new.state = 'submitted' then perform evidence.count_item(new, 1); end if;
  return null;
end
$$;
alter function evidence.count_change() owner to manumit_guard;
revoke all on function evidence.count_change() from public;
