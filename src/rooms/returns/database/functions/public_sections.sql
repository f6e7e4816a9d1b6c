-- The public sections of one return, as they were submitted; no row if there are none. The signer is not included, nor is the hash of the
-- version. That hash covers the hashes of the closed sections, so a reader of the open ones could use it to confirm a guess at the rest,
-- such as an omitted figure from 1 to 9.
create or replace function returns.public_sections(
  for_return uuid
) returns table (
    party_id uuid, edition_id text, period text, questionnaire text, number int, submitted_at timestamptz, section_id text, content text
  )
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.party_id, r.edition_id, r.period, r.questionnaire, v.number, v.submitted_at, s.section_id, s.content
  from returns.return r join returns.version v on v.return_id = r.id and v.number = returns.public_version(r.id)
    join returns.version_section s on s.return_id = r.id and s.number = v.number
  where r.id = for_return and returns.is_open(s)
$$;
alter function returns.public_sections(uuid) owner to manumit_guard;
revoke all on function returns.public_sections(uuid) from public;
grant execute on function returns.public_sections(uuid) to manumit_app;
