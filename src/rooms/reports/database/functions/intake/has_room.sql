-- Whether these tables hold less than a number of bytes (5e). Files keep their size when rows are erased, and PostgreSQL uses their free
-- space again. So this counts rows by the statistics, with erased rows until they are vacuumed: their space is not free before. Every row
-- of these tables, and every part of a long value, fills about a quarter of a page: 2 KiB. Statistics are lost when the server crashes:
-- from then on, until a table is vacuumed or analysed, they count what changed since the catalogue was updated. A table that was never
-- vacuumed has its size. Nothing is counted or locked in the way of those who write (docs/decisions/069).
create or replace function reports.has_room(tables regclass[], less_than bigint) returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return less_than > (
    select sum(case when c.reltuples < 0 then pg_relation_size(c.oid) else 2048 * (
      pg_stat_get_live_tuples(c.oid) + pg_stat_get_dead_tuples(c.oid)
      + case when pg_stat_get_vacuum_count(c.oid) + pg_stat_get_autovacuum_count(c.oid)
        + pg_stat_get_analyze_count(c.oid) + pg_stat_get_autoanalyze_count(c.oid) = 0 then c.reltuples else 0 end) end)
    from unnest(tables) t join pg_class own on own.oid = t
    -- Long values are in a table of their own.
    cross join lateral (values (own.oid), (own.reltoastrelid)) part (oid) join pg_class c on c.oid = part.oid);
end
$$;
alter function reports.has_room(regclass[], bigint) owner to manumit_guard;
revoke all on function reports.has_room(regclass[], bigint) from public;
