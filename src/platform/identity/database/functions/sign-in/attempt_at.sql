-- The attempt of a token at a step, locked; no row where it is over, spent, or waits for something else. A factor that was set meanwhile
-- ends what was about to set the first one. Second factors of one person are set and taken away one after the other: two who knew the
-- password and set their first factor at the same moment were both let in, each with their own; and codes and the last passkey, taken away
-- at once, left none of the two.
create or replace function identity.attempt_at(token text, wanted text) returns identity.attempt
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt;
begin
  -- The lock in a statement of its own, and the person before the attempt as everywhere: only so does the next one see what
  -- another set meanwhile.
  if wanted = 'set-up' then
    perform from identity.person where id = (select t.person_id from identity.attempt t
      where t.token_hash = sha256(convert_to(token, 'UTF8'))) for update;
  end if;
  select t.* into a from identity.attempt t join identity.person p on p.id = t.person_id
    where t.token_hash = sha256(convert_to(token, 'UTF8')) and t.step = wanted and t.over_at is null and t.ends_at > now()
    and p.disabled_at is null
      and (wanted <> 'set-up' or cardinality(identity.factors_of(t.person_id)) = 0) for update of t;
  return a;
end
$$;
alter function identity.attempt_at(text, text) owner to manumit_guard;
revoke all on function identity.attempt_at(text, text) from public;
