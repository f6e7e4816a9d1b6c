-- Replaces the recovery codes with a new set.
create or replace function identity.replace_recovery_codes(code_hashes bytea[]) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare me uuid := (identity.verified() ->> 'person')::uuid;
begin
  if me is null or not identity.signed_in_recently() or cardinality(identity.factors_of(me)) = 0 then return false; end if;
  delete from identity.recovery_code where person_id = me;
  insert into identity.recovery_code (person_id, digest) select me, sha256(convert_to(me::text, 'UTF8') || code_hash)
    from unnest(code_hashes) code_hash;
  return true;
end
$$;
alter function identity.replace_recovery_codes(bytea[]) owner to manumit_guard;
revoke all on function identity.replace_recovery_codes(bytea[]) from public;
grant execute on function identity.replace_recovery_codes(bytea[]) to manumit_app;
