-- Puts a new wrap where its report is in the inbox: of a report that came now, or of an old one that a new reader gets.
create or replace function reports.place_wrap() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  select r.received_on,
    case when r.state = 'closed' and r.due_on is null then 2 when r.state = 'received' and r.assigned_to is null then 0 else 1 end,
    coalesce(r.assigned_to = new.reader_number, false), r.due_on
  into new.received_on, new.turn, new.mine, new.due_on
  from reports.report r where r.id = new.report_id;
  return new;
end
$$;
alter function reports.place_wrap() owner to manumit_guard;
revoke all on function reports.place_wrap() from public;
