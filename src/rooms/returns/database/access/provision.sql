comment on table returns.provision is 'Provisions of national law for an article of a treaty. A change is a new row.';
comment on column returns.provision.law is 'The act or code.';
comment on column returns.provision.provision_id is 'The provision. Its newest row counts; the rows before are its history.';
comment on column returns.provision.return_id is 'The return in which this was recorded. Later returns show it too.';
comment on column returns.provision.period is 'The year of that return. Returns of earlier years do not show it.';
comment on column returns.provision.article is 'The article of the instrument, as the question names it.';
comment on column returns.provision.wording is 'The text of the provision, as quoted.';
comment on column returns.provision.penalty_from is 'The least penalty in the unit; null: none is fixed, or it is not known.';
comment on column returns.provision.penalty_note is 'The penalty in words, such as a fine.';
comment on column returns.provision.in_force_until is 'The last day in force. Then it is history, and later returns do not show it.';
comment on column returns.provision.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column returns.provision.releasable_to is 'The parties it is releasable to; null: no restriction.';

-- Like answers: drafts stay with the party, and others read the submitted versions. Rows never change.
alter table returns.provision enable row level security;
alter table returns.provision force row level security;
grant select, insert on returns.provision to manumit_app;
grant select, insert, update on returns.provision to manumit_guard;

create policy provision_read on returns.provision for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
);

-- The holder of a link sees and records the law for the articles of its section, and for no others.
create policy provision_of_link on returns.provision for select to manumit_app using (
  label_level = 0
  and releasable_to is null
  and (party_id, instrument, article) in (select a.party_id, a.instrument, a.article from returns.link_articles() a)
  and period <= (select max(a.period) from returns.link_articles() a)
);

create policy provision_by_link on returns.provision for insert to manumit_app with check (
  recorded_by is null
  and by_link = (select returns.own_link())
  and (return_id, party_id, instrument, article) in (
    select a.return_id, a.party_id, a.instrument, a.article from returns.link_articles() a
  )
  and exists (select from returns.return r where r.id = return_id and r.state = 'answering')
);

create policy provision_add on returns.provision for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and by_link is null
  and (
    party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
    and (label_level = 0 or ((select identity.clearances(identity.group('writers'))) -> label_level::text) ? party_id::text)
  )
  and exists (select from returns.return r where r.id = return_id and r.state = 'answering')
);

create policy guard_all on returns.provision to manumit_guard using (true) with check (true);

create policy owner_all on returns.provision to manumit_schema using (true) with check (true);

create trigger set_label before insert or update of return_id, label_level, releasable_to on returns.provision
  for each row execute function returns.set_label();
