comment on table reports.help_entry is
  'Help near a place: kind, telephone number, hours, languages, and when a person last tried the number (5e, A1.6). '
  'It has no address on purpose.';
comment on column reports.help_entry.days is
  'The days on which it answers, Monday 1 to Sunday 7, in the time zone of its place. Null: the hours are not known.';
comment on column reports.help_entry.opens is 'From when it answers, as local time; null: all day.';
comment on column reports.help_entry.closes is 'Until when; a time before `opens` is on the next day.';
comment on column reports.help_entry.languages is 'The languages spoken, as tags of BCP 47. None: not known.';
comment on column reports.help_entry.free is 'Whether a call is free of charge; null: not known.';
comment on column reports.help_entry.tested_on is
  'When a person last tried this very number; null: nobody has, and the public does not see it.';
comment on column reports.help_entry.tested_as is 'The function in which that person tried it, never a name.';
comment on column reports.help_entry.answered_on is 'When this very number was last answered.';

alter table reports.help_entry enable row level security;
alter table reports.help_entry force row level security;
grant select, insert on reports.help_entry to manumit_app;
grant update (
  kind, name_en, name_fr, about_en, about_fr, phone, days, opens, closes, languages, free, source, tested_on, tested_as, test_result,
  answered_on, retired_at, retired_by, retired_reason, version
) on reports.help_entry to manumit_app;

-- The public sees a number once it was answered, and until it proves wrong. A test that is overdue hides nothing: the page says when
-- the number was tested.
create policy help_entry_read on reports.help_entry for select to manumit_app using (
  (
    retired_at is null
    and answered_on is not null
    and test_result <> 'wrong-number'
    and exists (select from reports.help_place p where p.id = place_id and p.published_at is not null)
  )
  or (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
);

create policy help_entry_add on reports.help_entry for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and retired_at is null
  and (
    (select identity.holds(identity.group('office')))
    or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
  )
);

create policy help_entry_change on reports.help_entry for update to manumit_app using (
  retired_at is null
  and (
    (select identity.holds(identity.group('office')))
    or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
  )
) with check (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
);

create policy help_entry_owner on reports.help_entry to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on reports.help_entry
  for each row execute function identity.require_own_name('retired_by');

create trigger public_change after insert or update or delete or truncate on reports.help_entry
  for each statement execute function platform.record_public_change();
