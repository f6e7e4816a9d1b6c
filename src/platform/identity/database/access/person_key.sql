comment on table identity.person_key is
  'Keys under which a person is found by name: folded words, and words without one letter. Written by a trigger of the person.';
comment on column identity.person_key.edits is '0: a word of the name; 1: a word without one of its first letters.';

alter table identity.person_key enable row level security;
alter table identity.person_key force row level security;
grant select on identity.person_key to manumit_app;
grant select, insert, delete on identity.person_key to manumit_guard;

-- As for the names themselves: nothing in it is hidden from a reader who may read any of it, so the time of a search reveals nothing.
create policy person_key_read on identity.person_key for select to manumit_app using ((select identity.person()) is not null);

create policy person_key_guard on identity.person_key to manumit_guard using (true) with check (true);

create policy person_key_owner on identity.person_key to manumit_schema using (true) with check (true);
