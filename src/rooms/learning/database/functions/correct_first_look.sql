create or replace function training.correct_first_look(whose uuid, module text, share int) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if share is null then
    delete from training.first_look f where f.trainee_id = whose and f.module_id = module and f.sheet is not null
      and f.party_id = any ((select identity.parties(identity.group('trainers')))::uuid[]);
  else
    update training.first_look f set score = share where f.trainee_id = whose and f.module_id = module and f.sheet is not null
      and f.party_id = any ((select identity.parties(identity.group('trainers')))::uuid[]);
  end if;
  return found;
end
$$;
alter function training.correct_first_look(uuid, text, int) owner to manumit_guard;
revoke all on function training.correct_first_look(uuid, text, int) from public;
grant execute on function training.correct_first_look(uuid, text, int) to manumit_app;
