-- The keys under which a name is found: each folded word (edits 0), and each word without one of its first eight letters (edits 1). A term
-- with one typing error and a word then have a key in common (docs/decisions/061). Only comparisons that PostgreSQL regards as leakproof
-- may use an index under row-level security: comparing whole keys is, a trigram is not. A loop, because one statement costs ten times as
-- much to start as to run, and every new account pays for it.
create or replace function platform.search_keys(value text) returns table (edits smallint, key text)
language plpgsql immutable strict parallel safe
as $$
declare
  -- Everything but letters and digits.
  gaps constant text := '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+';
  word text;
  words text[] := '{}';
  shortened text[] := '{}';
begin
  foreach word in array regexp_split_to_array(platform.fold_text(value), gaps) loop
    continue when word = '' or word = any (words);
    words := words || word;
    edits := 0;
    key := word;
    return next;
    continue when length(word) < 4;
    edits := 1;
    for place in 1..least(length(word), 8) loop
      key := overlay(word placing '' from place for 1);
      continue when key = any (shortened);
      shortened := shortened || key;
      return next;
    end loop;
  end loop;
end
$$;
revoke all on function platform.search_keys(text) from public;
grant execute on function platform.search_keys(text) to manumit_app, manumit_guard;
