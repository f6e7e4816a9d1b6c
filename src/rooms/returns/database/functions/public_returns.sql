-- The returns of a year, as far as they are public. Nil: the party reported only that nothing occurred. Unless the party publishes its
-- status, only its released sections reveal that it returned.
create or replace function returns.public_returns(
  for_period text
) returns table (return_id uuid, party_id uuid, title jsonb, status text, due date, open_version int)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.id, r.party_id, r.questionnaire::jsonb -> 'title', case when not r.status_public then 'returned' when r.submitted_version = 0
    then 'not-returned'
      when (select coalesce(bool_and(a -> 'value' = '"nil"'), false)
        from returns.version_section s, jsonb_array_elements(s.content::jsonb -> 'answers') a
        where s.return_id = r.id and s.number = r.submitted_version and a ->> 'choice' <> 'not-known') then 'nil' else 'returned' end,
    case when r.status_public and r.submitted_version = 0 then r.due end, v.number
  from returns.return r, returns.public_version(r.id) as v(number)
  where r.period = for_period and r.label_level = 0 and r.releasable_to is null and (r.status_public or v.number is not null)
$$;
alter function returns.public_returns(text) owner to manumit_guard;
revoke all on function returns.public_returns(text) from public;
grant execute on function returns.public_returns(text) to manumit_app;
