-- Whether the work for an envelope is done under the challenge of an hour of the last 24: eight numbers, each with an eighth of 2^16 tries.
-- The envelope is the hash of the report, so the work counts for this one report, and the report's id gives it one effect.
create or replace function reports.is_work_done(channel uuid, hour int, work_hour int, answers int[], envelope bytea) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select work_hour between hour - 24 and hour and cardinality(answers) = 8 and coalesce((
    select bool_and(
      ('x' || encode(substr(sha256(start || int4send(share::int) || int4send(answer)), 1, 4), 'hex'))::bit(32)::bigint >> 19 = 0)
    from unnest(answers) with ordinality given (answer, share)
    cross join sha256(reports.challenge(channel, work_hour) || envelope) start), false)
$$;
alter function reports.is_work_done(uuid, int, int, int[], bytea) owner to manumit_guard;
revoke all on function reports.is_work_done(uuid, int, int, int[], bytea) from public;
