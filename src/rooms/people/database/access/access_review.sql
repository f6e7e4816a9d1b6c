comment on table identity.access_review is
  'An access review: those who manage a party''s grants periodically keep or end each of them, and sign. Append-only.';
comment on column identity.access_review.party_id is 'Null: the roles that are held without a party.';
comment on column identity.access_review.reviewed_name is
  'The name of the reviewer on that day; a later change of the account does not change it.';

alter table identity.access_review enable row level security;
alter table identity.access_review force row level security;
grant select on identity.access_review to manumit_app;
grant select, insert on identity.access_review to manumit_guard;

create policy access_review_read on identity.access_review for select to manumit_app using (
  (select identity.holds(identity.group('overseers')))
  or party_id = any ((select identity.parties(identity.group('party-admins')))::uuid[])
);

create policy access_review_guard on identity.access_review to manumit_guard using (true) with check (true);

create policy access_review_owner on identity.access_review to manumit_schema using (true) with check (true);
