-- Opens the claims of the link of a firm: no person, no roles, only its firm under its contract. A link that does not open returns the
-- reason to its holder: revoked, expired, or used more than 300 times in ten minutes. That of a contractor expires when the
-- contract gets another contractor. A link that was never issued is simply unknown. Only the day of the last use is kept, and the count of
-- uses of the last ten minutes.
create or replace function contractors.enter_by_firm_link(token text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare l record; claims jsonb; why text; today date := (now() at time zone 'UTC')::date;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.name, k.ends_on, k.revoked_at, k.uses, k.uses_since > now() - interval '10 minutes' as counting,
      k.member_id is null and k.created_at < c.contractor_since as replaced
    into l from contractors.firm_link k join contractors.contract c on c.id = k.contract_id
    where k.token_hash = sha256(convert_to(token, 'UTF8')) for update of k;
  if not found then return null; end if;
  why := case when l.revoked_at is not null then 'contractors/firm-link-revoked'
    when l.replaced or l.ends_on < today then 'contractors/firm-link-over'
    when l.counting and l.uses >= 300 then 'contractors/firm-link-too-often' end;
  if why is not null then return jsonb_build_object('refused', why); end if;
  update contractors.firm_link k set last_used_on = today, uses = case when l.counting then k.uses + 1 else 1 end,
    uses_since = case when l.counting then k.uses_since else now() end where k.id = l.id;
  claims := jsonb_build_object('person', l.id, 'kind', 'firm', 'name', l.name, 'session', l.id, 'language', 'en', 'sole', false, 'grants',
    '[]'::jsonb);
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true)
    from identity.signing_key();
  return claims;
end
$$;
alter function contractors.enter_by_firm_link(text) owner to manumit_guard;
revoke all on function contractors.enter_by_firm_link(text) from public;
grant execute on function contractors.enter_by_firm_link(text) to manumit_app;
