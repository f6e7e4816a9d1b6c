-- Opens the claims of a link: no person, no roles, only its section. A link has no clearance: it opens a return of the lowest label that
-- is releasable to all, and stops working once that return is labelled. A link that does not open returns the reason to its holder:
-- expired, withdrawn, handed back, the return no longer open for answers, or used more than 300 times in ten minutes. Only the holder
-- learns it; a link that was never issued is simply unknown. For a labelled return the reason is "withdrawn": a link reveals nothing about
-- labels.
create or replace function returns.enter_by_link(token text, what text, question text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare l record; claims jsonb; why text;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.party_id, k.name, k.withdrawn_at, k.handed_back_at, k.ends_at, r.state, k.label_level, k.releasable_to
    into l from returns.link k join returns.return r on r.id = k.return_id where k.token_hash = sha256(convert_to(token, 'UTF8'))
      for update of k;
  if not found then return null; end if;
  why := case when l.withdrawn_at is not null or l.label_level > 0 or l.releasable_to is not null then 'returns/link-withdrawn'
    when l.handed_back_at is not null then 'returns/link-handed-back'
    when l.ends_at <= now() then 'returns/link-over' when l.state <> 'answering' then 'returns/link-resting'
    when (select count(*) from returns.link_use u where u.link_id = l.id and u.at > now() - interval '10 minutes') >= 300
      then 'returns/link-too-often' end;
  if why is not null then return jsonb_build_object('refused', why); end if;
  insert into returns.link_use (link_id, party_id, action, question_id) values (l.id, l.party_id, what, question);
  claims := jsonb_build_object('person', l.id, 'kind', 'link', 'name', l.name, 'session', l.id, 'language', 'en', 'sole', false, 'grants',
    '[]'::jsonb);
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true)
    from identity.signing_key();
  return claims;
end
$$;
alter function returns.enter_by_link(text, text, text) owner to manumit_guard;
revoke all on function returns.enter_by_link(text, text, text) from public;
grant execute on function returns.enter_by_link(text, text, text) to manumit_app;
