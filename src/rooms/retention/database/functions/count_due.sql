-- What is due at a given time, what a hold keeps back, what becomes due within 30 days, and when the next row is due. The retention
-- periods are arguments, such as '3 months': the program and its edition define them (retention.rules.ts). Counts only,
-- and none of reports and shift notes: only their readers learn how many there are (docs/decisions/065).
create or replace function retention.count_due(
  months jsonb, at timestamptz
) returns table (rule text, due bigint, held bigint, soon bigint, next_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare r record; span interval; all_held boolean; kept uuid[];
begin
  if not identity.holds(identity.group('supervisors')) then raise exception 'not allowed' using errcode = '42501'; end if;
  select coalesce(bool_or(person_id is null), false), coalesce(array_agg(person_id) filter (where person_id is not null), '{}')
    into all_held, kept
    from retention.hold where lifted_at is null;
  for r in select * from retention.rules() loop
    continue when not months ? r.rule or to_regclass(r.relation) is null;
    span := (months ->> r.rule)::interval;
    rule := r.rule;
    due := null; held := null; soon := null; next_at := null;
    if r.relation not like 'reports.%' then
      execute format('select count(*) filter (where m < $1 - $2 and not h), count(*) filter (where m < $1 - $2 and h),
          count(*) filter (where m >= $1 - $2 and m < $1 - $2 + interval ''30 days'' and not h),
            min(m) filter (where m >= $1 - $2 and m <> ''infinity'' and not h) + $2
        from (select %s as m, ($3 or coalesce(%s = any ($4), false)) as h from %s t where %s) each',
        r.moment, coalesce(r.person, 'null::uuid'), r.relation, r.condition) into due, held, soon, next_at using at, span, all_held, kept;
    end if;
    return next;
  end loop;
end
$$;
alter function retention.count_due(jsonb, timestamptz) owner to manumit_guard;
revoke all on function retention.count_due(jsonb, timestamptz) from public;
grant execute on function retention.count_due(jsonb, timestamptz) to manumit_app;
