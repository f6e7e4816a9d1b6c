-- The articles that the section of the link of this transaction asks about; none without a link.
create or replace function returns.link_articles() returns table (return_id uuid, party_id uuid, period text, instrument text, article text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.id, r.party_id, r.period, q -> 'article' ->> 'instrument', q -> 'article' ->> 'number'
  from returns.link k
    join returns.return r on r.id = k.return_id
    cross join lateral jsonb_array_elements(r.questionnaire::jsonb -> 'sections') s
    cross join lateral jsonb_array_elements(s -> 'questions') q
  where k.id = returns.own_link() and s ->> 'id' = k.section_id and q ? 'article'
$$;
alter function returns.link_articles() owner to manumit_guard;
revoke all on function returns.link_articles() from public;
grant execute on function returns.link_articles() to manumit_app;
