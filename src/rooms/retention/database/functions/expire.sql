-- Deletes what is due and not held of one rule, in a portion of its table: as many pages as given, from the first one on. The program
-- deletes portion by portion, each in its own transaction, so that no flood of rows exceeds the time limit of a statement. Only the
-- installation may call it. An account loses its address, its sign-in methods and later its name; the row stays, because signed commands
-- refer to it.
create or replace function retention.expire(which text, period interval, at timestamptz, first_page bigint, pages bigint) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  r record;
  span interval := greatest(period, interval '1 day');
  first_row tid := format('(%s,0)', first_page)::tid;
  -- The largest number of a page that PostgreSQL knows.
  end_row tid := format('(%s,0)', least(first_page + pages, 4294967295))::tid;
  kept uuid[]; meant uuid[]; t text; removed bigint := 0;
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  if exists (select from retention.hold where lifted_at is null and person_id is null) then return 0; end if;
  select coalesce(array_agg(person_id), '{}') into kept from retention.hold where lifted_at is null;
  for r in select * from retention.rules() x where x.rule = which and to_regclass(x.relation) is not null loop
    if r.relation <> 'identity.person' then
      execute format('delete from %s t where t.ctid >= $4 and t.ctid < $5 and %s and %s < $1 - $2 and not coalesce(%s = any ($3), false)',
        r.relation, r.condition, r.moment, coalesce(r.person, 'null::uuid')) using at, span, kept, first_row, end_row;
      get diagnostics removed = row_count;
    else
      execute format('select coalesce(array_agg(id), ''{}'') from identity.person t
        where t.ctid >= $4 and t.ctid < $5 and %s and %s < $1 - $2 and id <> all ($3)', r.condition, r.moment)
        into meant using at, span, kept, first_row, end_row;
      removed := cardinality(meant);
      if r.rule = 'account' then
        foreach t in array array['password', 'totp', 'recovery_code', 'passkey', 'single_sign_on', 'attempt', 'invitation', 'person_key',
          'session'] loop
          if to_regclass('identity.' || t) is not null then execute format('delete from identity.%I where person_id = any ($1)', t)
            using meant; end if;
        end loop;
        update identity.person set email = null, disabled_at = coalesce(disabled_at, at) where id = any (meant);
      else
        update identity.person set name = '—' where id = any (meant);
      end if;
    end if;
  end loop;
  return removed;
end
$$;
alter function retention.expire(text, interval, timestamptz, bigint, bigint) owner to manumit_guard;
revoke all on function retention.expire(text, interval, timestamptz, bigint, bigint) from public;
grant execute on function retention.expire(text, interval, timestamptz, bigint, bigint) to manumit_app;
