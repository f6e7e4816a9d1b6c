-- The keys under which a name is found: each folded word (edits 0), and each word without one of its first eight letters (edits 1). A term
-- with one typing error and a word then have a key in common (docs/decisions/061). Only comparisons that PostgreSQL regards as leakproof
-- may use an index under row-level security: comparing whole keys is, a trigram is not.
create or replace function platform.search_keys(value text) returns table (edits smallint, key text)
language sql immutable strict parallel safe
as $$
  with words as (
    select distinct word
    from regexp_split_to_table(platform.fold_text(value), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+') word
    where word <> ''
  )
  select 0::smallint, word from words
  union
  select 1::smallint, overlay(word placing '' from place for 1)
  from words, generate_series(1, least(length(word), 8)) place
  where length(word) >= 4
$$;
revoke all on function platform.search_keys(text) from public;
grant execute on function platform.search_keys(text) to manumit_app, manumit_guard;
