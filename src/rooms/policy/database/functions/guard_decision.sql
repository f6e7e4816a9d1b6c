-- A decision on an imported edition stays as it was made: it can be withdrawn, and not be given another day, reason or name.
create or replace function policy.guard_decision() returns trigger
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if (new.from_day, new.consultation_id, new.consulted_body, new.consulted_on, new.consulted_outcome, new.reason, new.decided_by,
      new.decided_at)
    is distinct from (old.from_day, old.consultation_id, old.consulted_body, old.consulted_on, old.consulted_outcome, old.reason,
      old.decided_by, old.decided_at) then
    raise exception 'a decision on an edition is not changed' using errcode = '42501';
  end if;
  return new;
end
$$;
revoke all on function policy.guard_decision() from public;
grant execute on function policy.guard_decision() to manumit_app;
