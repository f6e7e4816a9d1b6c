-- Deletes what is due and not held. For the installation's nightly job only. An account loses its address, its sign-in methods and later
-- its name; the row stays, because signed commands refer to it.
create or replace function retention.expire(months jsonb, at timestamptz) returns table (rule text, removed bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare r record; span interval; kept uuid[]; meant uuid[]; t text;
begin
  if not identity.operator() then raise exception 'not allowed' using errcode = '42501'; end if;
  if exists (select from retention.hold where lifted_at is null and person_id is null) then return; end if;
  select coalesce(array_agg(person_id), '{}') into kept from retention.hold where lifted_at is null;
  for r in select * from retention.rules() loop
    continue when not months ? r.rule or to_regclass(r.relation) is null;
    span := greatest((months ->> r.rule)::interval, interval '1 day');
    rule := r.rule;
    if r.relation <> 'identity.person' then
      execute format('delete from %s t where %s and %s < $1 - $2 and not coalesce(%s = any ($3), false)',
        r.relation, r.condition, r.moment, coalesce(r.person, 'null::uuid')) using at, span, kept;
      get diagnostics removed = row_count;
    else
      execute format('select coalesce(array_agg(id), ''{}'') from identity.person t where %s and %s < $1 - $2 and id <> all ($3)',
        r.condition, r.moment)
        into meant using at, span, kept;
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
    return next;
  end loop;
end
$$;
alter function retention.expire(jsonb, timestamptz) owner to manumit_guard;
revoke all on function retention.expire(jsonb, timestamptz) from public;
grant execute on function retention.expire(jsonb, timestamptz) to manumit_app;
