-- A row always gets the label of the file it belongs to; the label in the write is ignored.
create or replace function nations.set_label() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_table_name = 'joining_answer' then
    select f.label_level, f.releasable_to into strict new.label_level, new.releasable_to from nations.joining f
      where f.contribution_id = new.contribution_id;
  elsif tg_table_name in ('measure', 'measure_progress') then
    select f.label_level, f.releasable_to into strict new.label_level, new.releasable_to from nations.plan f where f.id = new.plan_id;
  else
    select f.label_level, f.releasable_to into strict new.label_level, new.releasable_to from nations.outreach f
      where f.id = new.outreach_id;
  end if;
  return new;
end
$$;
alter function nations.set_label() owner to manumit_guard;
revoke all on function nations.set_label() from public;
