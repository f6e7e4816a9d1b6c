-- How many notices of credible information the firms of the register gave since a day, and how many of them within the limit of hours, for
-- the program that measures it (P5f.4). A notice counts once its violation is recorded or closed: until then the contracting party alone
-- sees it. What was recorded before the contract had its contractor is of an earlier one, and so is what names another one. It gives
-- counts of contractors that are parties, and no contract.
create or replace function contractors.count_notices(since date, limit_hours int) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  return (select coalesce(jsonb_agg(to_jsonb(n)), '[]') from (
    select c.contractor_id as party, count(*) as notices,
      count(*) filter (where v.notified_at - v.known_at <= make_interval(hours => limit_hours)) as "inTime"
    from contractors.violation v join contractors.contract c on c.id = v.contract_id
    where c.contractor_id is not null and v.member_id is null and v.notified_at >= since
      and v.recorded_at >= coalesce(c.contractor_since, '-infinity')
      and (v.contractor is null or lower(v.contractor) = lower(c.contractor))
      and v.state in ('recorded', 'closed', 'terminated', 'debarred')
    group by c.contractor_id order by c.contractor_id) n);
end
$$;
alter function contractors.count_notices(date, int) owner to manumit_guard;
revoke all on function contractors.count_notices(date, int) from public;
grant execute on function contractors.count_notices(date, int) to manumit_app;
