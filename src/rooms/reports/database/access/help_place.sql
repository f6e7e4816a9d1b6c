comment on table reports.help_place is
  'A place near an operation, or in a nation, with its list of people who can help (5e, A1.6).';
comment on column reports.help_place.party_id is 'The operation or nation that keeps the list.';
comment on column reports.help_place.country_id is 'The nation in which the place is.';
comment on column reports.help_place.slug is 'The last part of the address of its public page, /help/<slug>.';
comment on column reports.help_place.zone is 'The time zone of its opening hours, such as Europe/Paris.';
comment on column reports.help_place.published_at is 'Since when its page is public; null: it is not.';

alter table reports.help_place enable row level security;
alter table reports.help_place force row level security;
grant select, insert on reports.help_place to manumit_app;
grant update (country_id, name_en, name_fr, zone, published_at, published_by, version) on reports.help_place to manumit_app;

-- A published list is for everybody, without an account. Until then it is its keepers' own work.
create policy help_place_read on reports.help_place for select to manumit_app using (
  published_at is not null
  or (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
);

create policy help_place_add on reports.help_place for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and (
    (select identity.holds(identity.group('office')))
    or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
  )
);

create policy help_place_change on reports.help_place for update to manumit_app using (
  (select identity.holds(identity.group('office')))
  or party_id = any ((select identity.parties(identity.group('help-managers')))::uuid[])
);

create policy help_place_owner on reports.help_place to manumit_schema using (true) with check (true);

-- `public_channel` names the places on whose pages a channel is offered.
grant select on reports.help_place to manumit_guard;
create policy help_place_guard on reports.help_place for select to manumit_guard using (published_at is not null);

create trigger require_own_name before insert or update on reports.help_place
  for each row execute function identity.require_own_name('published_by');

create trigger public_change after insert or update or delete or truncate on reports.help_place
  for each statement execute function platform.record_public_change();
