-- A link that opens nothing says why to whoever holds it: over, withdrawn, handed back, its return out of the answering, or used too often. Only who has the
-- link learns it; a link nobody gave out stays unknown. A labelled return reads as withdrawn: a link says nothing of labels.
create or replace function reporting.enter_by_link(token text, what text, question text) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare l record; claims jsonb; why text;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.party_id, k.name, k.withdrawn_at, k.handed_back_at, k.ends_at, r.state, k.label_level, k.releasable_to
    into l from reporting.link k join reporting.return r on r.id = k.return_id where k.token_hash = sha256(convert_to(token, 'UTF8')) for update of k;
  if not found then return null; end if;
  why := case when l.withdrawn_at is not null or l.label_level > 0 or l.releasable_to is not null then 'reporting/link-withdrawn' when l.handed_back_at is not null then 'reporting/link-handed-back'
    when l.ends_at <= now() then 'reporting/link-over' when l.state <> 'answering' then 'reporting/link-resting'
    when (select count(*) from reporting.link_use u where u.link_id = l.id and u.at > now() - interval '10 minutes') >= 300 then 'reporting/link-too-often' end;
  if why is not null then return jsonb_build_object('refused', why); end if;
  insert into reporting.link_use (link_id, party_id, act, question_id) values (l.id, l.party_id, what, question);
  claims := jsonb_build_object('person', l.id, 'kind', 'link', 'name', l.name, 'session', l.id, 'language', 'en', 'sole', false, 'grants', '[]'::jsonb);
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true) from identity.secret;
  return claims;
end $$;

-- A seat reads the return of its round once it was handed in: its versions, where they are of the lowest label and for all.
do $$ declare
  plain text := 'label_level = 0 and releasable_to is null';
  within text := 'return_id in (select id from reporting.return where (party_id || '' '' || round_id) = any ((select identity.seated(''round''))::text[]))';
begin
  execute format('create policy return_of_seat on reporting.return for select to manumit_app using (
      (party_id || '' '' || round_id) = any ((select identity.seated(''round''))::text[]) and handed_in > 0 and %s)', plain);
  execute format('create policy step_of_seat on reporting.step for select to manumit_app using (act in (''open'', ''submit'', ''accept'', ''send-back'') and %s)', within);
  execute format('create policy version_of_seat on reporting.version for select to manumit_app using (%s and %s)', within, plain);
  execute format('create policy version_section_of_seat on reporting.version_section for select to manumit_app using (%s and %s)', within, plain);
end $$;
