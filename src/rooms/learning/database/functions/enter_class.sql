-- Signs in the holder of an access slip, ends the session on the previous phone, and opens the claims. Null if code, number and PIN do not
-- match. Failures are counted per access slip, never per address: a whole barracks may share one. Each fifth failure closes the access slip
-- for longer, from five minutes to an hour.
create or replace function training.enter_class(
  class_code text, number text, pin bytea, new_session uuid, token text, ticket text
) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare s record;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.trainee_id, k.party_id, k.pin_digest, k.failures, k.closed_until, c.ends_on into s
    from training.access_slip k join training.class c on c.id = k.class_id join training.trainee t on t.id = k.trainee_id
    where c.code = class_code and t.service_number = number and t.left_at is null and training.is_open(c) for update of k;
  if not found or s.closed_until > now() then return null; end if;
  if s.pin_digest <> sha256(pin) then
    update training.access_slip set failures = s.failures + 1,
      closed_until = case when (s.failures + 1) % 5 = 0 then now() + least(interval '1 hour',
        interval '5 minutes' * power(2, (s.failures + 1) / 5 - 1)) end
      where id = s.id;
    return null;
  end if;
  update training.access_slip set failures = 0, closed_until = null where id = s.id and failures > 0;
  update training.learner_session set ended_at = now(), end_reason = 'other-phone' where access_slip_id = s.id and ended_at is null
    and ends_at > now();
  insert into training.learner_session (id, trainee_id, party_id, access_slip_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
    values (new_session, s.trainee_id, s.party_id, s.id, sha256(convert_to(token, 'UTF8')), sha256(convert_to(ticket, 'UTF8')),
      now() + interval '24 hours', s.ends_on + interval '60 days');
  return training.set_learner_claims(s.trainee_id, number, new_session);
end
$$;
alter function training.enter_class(text, text, bytea, uuid, text, text) owner to manumit_guard;
revoke all on function training.enter_class(text, text, bytea, uuid, text, text) from public;
grant execute on function training.enter_class(text, text, bytea, uuid, text, text) to manumit_app;
