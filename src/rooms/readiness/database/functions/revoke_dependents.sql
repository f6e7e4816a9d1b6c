create or replace function training.revoke_dependents() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from changed where revoked_at is not null) then return null; end if;
  update training.certificate k set revoked_at = c.revoked_at, revoked_by = c.revoked_by,
    revocation_reason = coalesce(c.revocation_reason, 'xAPI')
    from changed c where k.completion_id = c.id and c.revoked_at is not null and k.revoked_at is null;
  delete from training.first_look f using changed c where c.source = 'class' and c.revoked_at is not null and f.trainee_id = c.trainee_id
    and f.module_id = c.module_id
    and f.sheet = c.source_id;
  with again as (
    update training.attempt a set passed = false, acknowledged_at = null, acknowledgement_hash = null
      from changed c where c.source = 'player' and c.revoked_at is not null and a.trainee_id = c.trainee_id and a.id::text = c.source_id
      and a.passed
      returning a.trainee_id, a.party_id, a.module_id, c.revoked_at, c.revoked_by)
  insert into training.tries_reset (id, trainee_id, party_id, module_id, reset_at, reset_by)
    select gen_random_uuid(), trainee_id, party_id, module_id, revoked_at, revoked_by from again;
  return null;
end
$$;
alter function training.revoke_dependents() owner to manumit_guard;
revoke all on function training.revoke_dependents() from public;

create trigger revoke_dependents after update on training.completion
  referencing new table as changed for each statement execute function training.revoke_dependents();
