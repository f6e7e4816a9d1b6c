-- How many contracts of each party run and carry their clause set, today and at the ends of months, and how many violations were recorded
-- or closed: what headquarters sees of other parties (5f). It gives no contract, firm or value. A party with fewer running contracts than
-- `smallest`, at least five, is named without a number, because a number of few contracts points at a firm. Violations count once they
-- are recorded or closed: until then the contracting party alone sees them.
create or replace function contractors.count_parties(days date[], smallest int) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare least int := greatest(smallest, 5); today date := (select max(d) from unnest(days) d);
begin
  if not identity.holds(identity.group('office')) then raise exception 'not allowed' using errcode = '42501'; end if;
  return (
    with known as (
      select c.party_id as party, c.coverage, c.value_eur as value,
        c.state = 'awarded' and (c.ends_on is null or c.ends_on >= today) as runs,
        case when c.state = 'awarded' or (c.state = 'ended' and c.ends_on is not null)
          then coalesce(c.awarded_on, c.starts_on, '-infinity'::date) end as first_day,
        coalesce(c.ends_on, 'infinity'::date) as last_day,
        case when c.coverage = 'present' then (select max(f.decided_at)::date from contractors.document d
          join contractors.finding f on f.document_id = d.id and f.set_id = c.set_id where d.contract_id = c.id) end as whole_since
      from contractors.contract c
    ), now_counted as (
      select k.party, count(*) as recorded, count(*) filter (where k.runs) as contracts,
        count(*) filter (where k.runs and k.coverage = 'present') as whole,
        count(*) filter (where k.runs and k.coverage in ('not-checked', 'not-readable', 'other-language', 'to-confirm')) as unknown,
        count(k.value) filter (where k.runs) as valued,
        floor(100 * sum(k.value) filter (where k.runs and k.coverage = 'present')
          / nullif(sum(k.value) filter (where k.runs), 0)) as percent
      from known k group by k.party
    ), by_month as (
      select p.party, jsonb_agg(jsonb_build_object('day', p.day,
          'contracts', case when p.contracts = 0 or p.contracts >= least then p.contracts end,
          'whole', case when p.contracts = 0 or p.contracts >= least then p.whole end) order by p.day) as months
      from (select k.party, m.day, count(*) filter (where k.first_day <= m.day and k.last_day >= m.day) as contracts,
          count(*) filter (where k.first_day <= m.day and k.last_day >= m.day and k.whole_since <= m.day) as whole
        from known k cross join unnest(days) m (day) group by k.party, m.day) p
      group by p.party
    ), violations as (
      select v.party_id as party,
        count(*) filter (where v.state in ('recorded', 'terminated', 'debarred')
          or (v.state = 'closed' and v.remedies is not null)) as found,
        count(*) filter (where v.state = 'closed' and v.remedies is null) as not_found
      from contractors.violation v group by v.party_id
    )
    select coalesce(jsonb_agg(jsonb_build_object('party', n.party,
        'runs', n.contracts > 0,
        'contracts', case when n.contracts = 0 or n.contracts >= least then n.contracts end,
        'whole', case when n.contracts = 0 or n.contracts >= least then n.whole end,
        'unknown', case when n.contracts = 0 or n.contracts >= least then n.unknown end,
        'percentByValue', case when n.valued >= least then coalesce(n.percent, 0) end,
        'months', b.months,
        'found', case when n.recorded >= least then coalesce(v.found, 0) end,
        'notFound', case when n.recorded >= least then coalesce(v.not_found, 0) end) order by n.party), '[]')
    from now_counted n join by_month b on b.party = n.party left join violations v on v.party = n.party);
end
$$;
alter function contractors.count_parties(date[], int) owner to manumit_guard;
revoke all on function contractors.count_parties(date[], int) from public;
grant execute on function contractors.count_parties(date[], int) to manumit_app;
