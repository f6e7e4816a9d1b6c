-- Second factors of one person are set and taken away one after the other. Two who knew the password and set their first factor at the same moment were
-- both let in, each with their own; and codes and the last passkey, taken away at once, left none of the two.
create or replace function identity.attempt_at(token text, wanted text) returns identity.attempt language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare a identity.attempt;
begin
  -- The lock in a statement of its own, and the person before the attempt as everywhere: only so does the next one see what another set meanwhile.
  if wanted = 'set-up' then
    perform from identity.person where id = (select t.person_id from identity.attempt t where t.token_hash = sha256(convert_to(token, 'UTF8'))) for update;
  end if;
  select t.* into a from identity.attempt t join identity.person p on p.id = t.person_id
    where t.token_hash = sha256(convert_to(token, 'UTF8')) and t.step = wanted and t.over_at is null and t.ends_at > now() and p.disabled_at is null
      and (wanted <> 'set-up' or cardinality(identity.factors_of(t.person_id)) = 0) for update of t;
  return a;
end $$;

create or replace function identity.remove_totp() returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := (identity.verified() ->> 'person')::uuid; others boolean;
begin
  if me is null or not identity.fresh() then return 'not-fresh'; end if;
  perform from identity.person where id = me for update;
  others := cardinality(array_remove(array_remove(identity.factors_of(me), 'totp'), 'recovery-code')) > 0;
  if not others and identity.second_factor_required() and exists (select from identity.password where person_id = me) then return 'last'; end if;
  delete from identity.totp where person_id = me;
  if not found then return 'none'; end if;
  if not others then delete from identity.recovery_code where person_id = me; end if;
  return 'removed';
end $$;
