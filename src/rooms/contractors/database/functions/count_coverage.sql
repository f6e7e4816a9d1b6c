-- How many contracts of each party run on a day, by what they carry of their clause set, for the program that measures it (P5f.1, P5f.2).
-- It gives counts and sums of values, and no contract.
create or replace function contractors.count_coverage(day date) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  return (select coalesce(jsonb_agg(to_jsonb(n)), '[]') from (
    select c.party_id as party, c.coverage, count(*) as contracts, count(c.value_eur) as valued, coalesce(sum(c.value_eur), 0) as euros
    from contractors.contract c
    where c.state = 'awarded' and (c.ends_on is null or c.ends_on >= day)
    group by c.party_id, c.coverage order by c.party_id, c.coverage) n);
end
$$;
alter function contractors.count_coverage(date) owner to manumit_guard;
revoke all on function contractors.count_coverage(date) from public;
grant execute on function contractors.count_coverage(date) to manumit_app;
