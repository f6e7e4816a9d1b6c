-- What was known before is entered with a test on paper that may not have been passed, and then no record hangs on it that could be taken back: whoever counted a sheet wrongly,
-- or entered another person's, mends it here. Null takes it back. Of what a learner answered at the player nobody says anything but the learner. The function names
-- `sheet`, which a later number brings (0384): it is read when it is called, never before.
create policy first_look_mend on training.first_look for update to manumit_guard using (true) with check (true);
grant update (score) on training.first_look to manumit_guard;
create function training.mend_first_look(whose uuid, module text, share int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if share is null then
    delete from training.first_look f where f.trainee_id = whose and f.module_id = module and f.sheet is not null
      and f.party_id = any ((select identity.parties('{training-officer}'))::uuid[]);
  else
    update training.first_look f set score = share where f.trainee_id = whose and f.module_id = module and f.sheet is not null
      and f.party_id = any ((select identity.parties('{training-officer}'))::uuid[]);
  end if;
  return found;
end $$;
alter function training.mend_first_look(uuid, text, int) owner to manumit_guard;
revoke all on function training.mend_first_look(uuid, text, int) from public;
grant execute on function training.mend_first_look(uuid, text, int) to manumit_app;
