-- Keeps the summary and the monthly counts current with each row of evidence.item_obligation.
create or replace function evidence.summarise() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'INSERT' and old.counts then perform evidence.tally(old, -1); end if;
  if tg_op <> 'DELETE' and new.counts then perform evidence.tally(new, 1); end if;
  return null;
end
$$;
alter function evidence.summarise() owner to manumit_guard;
revoke all on function evidence.summarise() from public;
