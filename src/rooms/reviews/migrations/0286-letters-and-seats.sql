-- The language a party is written to in (5g): what headquarters chose for its part of a round. The next round begins with what was chosen last.
alter table reviews.participation add column letter_language text check (letter_language in ('en', 'fr'));
grant update (letter_language) on reviews.participation to manumit_app;
create function reviews.guard_letter_language() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and not identity.cleared('{policy-office}', new.label_level, new.releasable_to)
  then raise exception 'headquarters writes its letters' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard_letter_language before update of letter_language on reviews.participation for each row
  when (old.letter_language is distinct from new.letter_language) execute function reviews.guard_letter_language();
