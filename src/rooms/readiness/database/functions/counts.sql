-- How many people of a party are ready on a date, for headquarters, which sees no person, and for the party itself. Headquarters does not
-- see a number below the smallest one shown, nor one from which it could be derived: null is not zero.
create or replace function training.counts(on_day date, smallest int) returns table (party uuid, persons int, ready int)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare office boolean := identity.holds(identity.group('office')); own uuid[] := identity.parties(identity.group('training-counters'));
  least int := greatest(smallest, 5);
begin
  return query
    select c.party_id, case when c.party_id = any (own) or c.n >= least then c.n end,
      case when c.party_id = any (own) or (c.n >= least and (c.r = 0 or c.r >= least) and (c.r = c.n or c.n - c.r >= least)) then c.r end
    from (select t.party_id, count(*)::int as n, (count(*) filter (where t.ready_until >= on_day))::int as r from training.trainee t
      where t.left_at is null and coalesce(t.leaves_on, 'infinity') >= on_day and (office or t.party_id = any (own)) group by 1) c;
end
$$;
alter function training.counts(date, int) owner to manumit_guard;
revoke all on function training.counts(date, int) from public;
grant execute on function training.counts(date, int) to manumit_app;
