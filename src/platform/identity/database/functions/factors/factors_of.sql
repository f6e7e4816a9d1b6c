-- The second factors of a person. A passkey counts as one. Recovery codes replace one, but are none by themselves.
create or replace function identity.factors_of(who uuid) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case when cardinality(f.set) > 0 and exists (select from identity.recovery_code where person_id = who and used_at is null)
    then f.set || 'recovery-code'::text else f.set end
  from (select array(select 'totp' from identity.totp where person_id = who union all select *
  from (select 'passkey' from identity.passkey where person_id = who limit 1) k) as set) f
$$;
alter function identity.factors_of(uuid) owner to manumit_guard;
revoke all on function identity.factors_of(uuid) from public;
