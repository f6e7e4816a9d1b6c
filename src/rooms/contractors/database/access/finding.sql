comment on table contractors.finding is
  'What a check says of one provision in one document, and what a person decided (5f). Nothing counts as present until a person said so.';
comment on column contractors.finding.found is 'What the program found.';
comment on column contractors.finding.quote is 'The passage in the document, at most 300 characters.';
comment on column contractors.finding.difference is 'What differs in substance, or why it could not be checked.';
comment on column contractors.finding.wording is
  'The version of the wording of the set that it has; null: a rule found it, or the set names no version.';
comment on column contractors.finding.alike is 'Whether the document has a wording of the set word for word.';
comment on column contractors.finding.passage is
  'The text around the quote. It is deleted once a person decided, since the file is not kept.';
comment on column contractors.finding.decided is 'What a person says it is; null: nobody decided yet.';
comment on column contractors.finding.decided_quote is
  'The words of the document that a person entered, where the program found none or others; at most 300 characters.';
comment on column contractors.finding.decided_page is 'The page of these words, where the document has pages.';

alter table contractors.finding enable row level security;
alter table contractors.finding force row level security;
grant select, insert on contractors.finding to manumit_app;
grant update (passage, decided, decided_at, decided_by, decided_quote, decided_page, version) on contractors.finding to manumit_app;

create policy finding_read on contractors.finding for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy finding_add on contractors.finding for insert to manumit_app with check (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy finding_change on contractors.finding for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy finding_owner on contractors.finding to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on contractors.finding
  for each row execute function identity.require_own_name('decided_by');

-- `count_parties` counts for headquarters.
grant select on contractors.finding to manumit_guard;
create policy finding_guard on contractors.finding for select to manumit_guard using (true);
