-- The days of open and closed channels that have ended and have no leaf yet, with all that their leaves name: a next channel key once it
-- signed a list. The channels stay locked
-- to the end of the transaction, so that no act of such a day is stored meanwhile. Called when the log is published.
create or replace function reports.days_to_close(through date) returns table (
  installation uuid, channel uuid, day date, first_key bytea, successors bytea[], manifest_number int, manifest bytea, hashes bytea[]
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare who uuid;
begin
  if not identity.runs_job('maintain-log') then raise exception 'only the program itself closes a day' using errcode = '42501'; end if;
  perform from reports.channel c where c.opened_on is not null order by c.id for update;
  if not found then return; end if;
  select p.id into who from identity.person p where p.kind = 'installation';
  if not found then
    who := gen_random_uuid();
    insert into identity.person (id, kind, name) values (who, 'installation', 'Installation');
  end if;
  return query
    select who, c.id, d.day, c.first_key,
      array(select s.signed from reports.successor s where s.channel_id = c.id and s.recorded_at < d.ends_at
        and (m.published_at is null or s.recorded_at <= m.published_at) order by s.place),
      m.number, m.signed, array(select a.hash from reports.recorded_action a where a.channel_id = c.id and a.day = d.day)
    from reports.channel c
    cross join lateral (select coalesce(
      (select max(l.day) + 1 from reports.daily_leaf l where l.channel_id = c.id),
      least(c.opened_on, (select min(a.day) from reports.recorded_action a where a.channel_id = c.id))) as first) f
    cross join lateral (select f.first + n as day, (f.first + n + 1)::timestamp at time zone 'UTC' as ends_at
      from generate_series(0, through - f.first) n) d
    left join lateral (select l.number, l.signed, l.valid_until, l.published_at from reports.manifest l
      where l.channel_id = c.id and l.published_at < d.ends_at order by l.number desc limit 1) m
      on m.valid_until >= d.day and (c.closed_on is null or c.closed_on > d.day)
    where c.opened_on is not null
    order by c.id, d.day;
end
$$;
alter function reports.days_to_close(date) owner to manumit_guard;
revoke all on function reports.days_to_close(date) from public;
grant execute on function reports.days_to_close(date) to manumit_app;
