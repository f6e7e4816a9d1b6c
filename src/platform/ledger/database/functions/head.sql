-- The state of the log for the process that keeps it. The log's name is set once and never changes.
create or replace function ledger.head(
  proposed_origin text
) returns table (size bigint, origin text, last_signed bigint, last_signed_at timestamptz, last_day date, last_public bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ledger.sequencer q set origin = proposed_origin where q.id = 1 and q.origin is null and proposed_origin is not null;
  return query select q.next_index, q.origin, c.size, c.signed_at, p.day, p.size from ledger.sequencer q
    left join lateral (select k.size, k.signed_at from ledger.checkpoint k order by k.size desc limit 1) c on true
    left join lateral (select k.day, k.size from ledger.checkpoint k where k.day is not null order by k.size desc limit 1) p on true
      where q.id = 1;
end
$$;
alter function ledger.head(text) owner to manumit_guard;
revoke all on function ledger.head(text) from public;
grant execute on function ledger.head(text) to manumit_app;
