-- An edition of the policy that rests on a consultation of the register copies who was consulted, when and with which outcome. Everyone
-- may read that, so the consultation must have no label, and its result must be known. Runs as the caller: nobody rests a decision on
-- what they may not see.
create or replace function cooperation.copy_consultation() returns trigger
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  select coalesce(c.consulted_name, p.name_en), coalesce(c.informed_on, c.decided_on), c.outcome
    into new.consulted_body, new.consulted_on, new.consulted_outcome
    from cooperation.consultation c left join parties.party p on p.id = c.consulted_id
    where c.id = new.consultation_id and c.state <> 'recorded' and c.label_level = 0 and c.releasable_to is null;
  if not found then perform platform.refuse('policy/consultation-unfit'); end if;
  return new;
end
$$;
revoke all on function cooperation.copy_consultation() from public;
grant execute on function cooperation.copy_consultation() to manumit_app;

create trigger copy_consultation before update of consultation_id on policy.imported_edition
  for each row
  when (new.consultation_id is not null and new.state = 'scheduled')
  execute function cooperation.copy_consultation();
