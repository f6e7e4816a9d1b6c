-- A row of a return always gets the label of its return; the label in the write is ignored.
create or replace function returns.set_label() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  select r.label_level, r.releasable_to into strict new.label_level, new.releasable_to from returns.return r where r.id = new.return_id;
  return new;
end
$$;
alter function returns.set_label() owner to manumit_guard;
revoke all on function returns.set_label() from public;
