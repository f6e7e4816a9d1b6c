-- The attempt of a token at a step, locked; no row if it has expired, is spent, or is at another step. A factor that was set meanwhile
-- ends an attempt that was about to set the first one. Changes to one person's second factors are serialised. Otherwise two people who
-- know the password could both set a first factor at the same moment and both be signed in; and codes and the last passkey, removed at the
-- same time, would leave no factor at all.
create or replace function identity.lock_attempt(token text, wanted_step text) returns identity.attempt
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare a identity.attempt;
begin
  -- The lock is a statement of its own, and the person is locked before the attempt as everywhere else: only then does the next
  -- transaction see what the other one set.
  if wanted_step = 'set-up' then
    perform from identity.person where id = (select t.person_id from identity.attempt t
      where t.token_hash = sha256(convert_to(token, 'UTF8'))) for update;
  end if;
  select t.* into a from identity.attempt t join identity.person p on p.id = t.person_id
    where t.token_hash = sha256(convert_to(token, 'UTF8')) and t.step = wanted_step and t.finished_at is null and t.ends_at > now()
    and p.disabled_at is null
      and (wanted_step <> 'set-up' or cardinality(identity.factors_of(t.person_id)) = 0) for update of t;
  return a;
end
$$;
alter function identity.lock_attempt(text, text) owner to manumit_guard;
revoke all on function identity.lock_attempt(text, text) from public;
