-- How many nations were asked for a return of a year, and how many answered, for those who release nothing. Null: a figure from which a
-- reader could work out what fewer than `smallest` nations did, given the nations that are listed by name.
create or replace function returns.public_counts(
  asked_year text, smallest int
) returns table (asked int, answered int)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with nation as (
    select r.submitted_version > 0 as answered, r.status_public or returns.public_version(r.id) is not null as named
    from returns.return r join parties.party p on p.id = r.party_id
    where r.period = asked_year and r.label_level = 0 and r.releasable_to is null and p.kind = 'nation'
  ), counted as (
    select count(*)::int as asked, (count(*) filter (where n.answered))::int as answered,
      count(*) filter (where not n.named and n.answered) as hidden_answered,
      count(*) filter (where not n.named and not n.answered) as hidden_silent
    from nation n
  )
  select case when c.hidden_answered + c.hidden_silent not between 1 and smallest - 1 then c.asked end,
    case when c.hidden_answered not between 1 and smallest - 1 and c.hidden_silent not between 1 and smallest - 1 then c.answered end
  from counted c
$$;
alter function returns.public_counts(text, int) owner to manumit_guard;
revoke all on function returns.public_counts(text, int) from public;
grant execute on function returns.public_counts(text, int) to manumit_app;
