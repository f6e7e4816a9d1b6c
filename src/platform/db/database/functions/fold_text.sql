-- A text without accents and capitals, as foldText in src/kernel/search.ts folds it. `lower` under the "C" collation changes ASCII only, so
-- the result does not depend on the collation of the database; the letters that it leaves are listed.
create or replace function platform.fold_text(value text) returns text
language sql immutable strict parallel safe
as $$
  select replace(replace(replace(replace(
    translate(lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g') collate "C"),
      'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏÆŒẞØŁĐÐÞøłđðı',
      'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџæœßolddþolddi'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
$$;
revoke all on function platform.fold_text(text) from public;
grant execute on function platform.fold_text(text) to manumit_app, manumit_guard;
