-- After a first factor: a new session if nothing more is required, otherwise an attempt and its next step.
create or replace function identity.pass_first_factor(
  who uuid, first_factor text, token_hash bytea, session uuid
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare methods text[] := identity.factors_of(who); step text;
begin
  if exists (select from identity.person where id = who and disabled_at is not null) then return null; end if;
  if cardinality(methods) > 0 then step := 'second-factor';
  elsif first_factor <> 'provider' and identity.second_factor_required() then step := 'set-up';
  else
    return identity.new_session(who, session, token_hash);
  end if;
  delete from identity.attempt where ends_at < now() - interval '1 day';
  insert into identity.attempt (id, person_id, token_hash, first_factor, step, ends_at)
    values (session, who, token_hash, first_factor, step, now() + interval '10 minutes');
  return jsonb_build_object('pending', jsonb_build_object('step', step, 'methods', to_jsonb(methods)));
end
$$;
alter function identity.pass_first_factor(uuid, text, bytea, uuid) owner to manumit_guard;
revoke all on function identity.pass_first_factor(uuid, text, bytea, uuid) from public;
