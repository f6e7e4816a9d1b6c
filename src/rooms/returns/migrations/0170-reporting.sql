-- One return (5a, 5b, 6): what a party is asked, what it answers, its own review and signature, and the versions it handed in.
create schema reporting;
grant usage on schema reporting to manumit_app, manumit_guard;
grant create on schema reporting to manumit_guard;

-- Whose answers these are, who speaks for the party, and who signs.
create function reporting.own_parties() returns uuid[] language sql stable as $$
  select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser}') $$;
create function reporting.sign_parties() returns uuid[] language sql stable as $$ select identity.parties('{focal-point,commander}') $$;

-- The questionnaire is kept as it was sent, with its hash. Another wording is another version of it, and another return.
create table reporting.return (
  id uuid primary key,
  party_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  questionnaire_id text not null,
  questionnaire_version int not null,
  questionnaire text not null,
  questionnaire_sha256 text not null check (questionnaire_sha256 ~ '^[0-9a-f]{64}$'),
  period text not null check (period ~ '^\d{4}$'),
  round_id uuid references reviews.round,
  -- Null: nothing of it is ever late.
  due date,
  state text not null default 'open' check (state in ('open', 'answering', 'in-review', 'cleared', 'signed', 'submitted', 'returned', 'accepted')),
  since timestamptz not null,
  opened_by uuid not null references identity.person,
  -- The newest version handed in; 0: none yet.
  handed_in int not null default 0 check (handed_in >= 0),
  version int not null default 1,
  unique (id, party_id),
  unique (party_id, questionnaire_id, period)
);
create index return_list on reporting.return (period desc, id);

-- The way of a return, step by step. What the party does inside is its own; what goes in and out is seen by both sides.
create table reporting.step (
  id uuid primary key,
  return_id uuid not null,
  party_id uuid not null,
  act text not null check (act in ('open', 'start', 'ask-review', 'clear', 'reopen', 'sign', 'submit', 'accept', 'send-back', 'amend')),
  to_state text not null,
  at timestamptz not null,
  person_id uuid not null references identity.person,
  -- Who signs, and as what; the letter they signed, where there is one.
  signer_name text check (length(signer_name) between 1 and 200),
  signer_capacity text check (length(signer_capacity) between 1 and 200),
  note text check (length(note) between 1 and 4000),
  foreign key (return_id, party_id) references reporting.return (id, party_id),
  check ((act = 'sign') = (signer_name is not null) and (act = 'sign') = (signer_capacity is not null))
);
create index step_return on reporting.step (return_id, at);

create table reporting.answer (
  return_id uuid not null,
  party_id uuid not null,
  section_id text not null,
  question_id text not null,
  -- What was laid before whoever answers, as it was when the return was begun.
  known jsonb,
  choice text check (choice in ('still-true', 'changed', 'not-known')),
  value jsonb,
  note text check (length(note) between 1 and 4000),
  document_id uuid,
  page text check (length(page) between 1 and 40),
  answered_by uuid references identity.person,
  answered_at timestamptz,
  version int not null default 1,
  primary key (return_id, question_id),
  foreign key (return_id, party_id) references reporting.return (id, party_id),
  foreign key (document_id, party_id) references evidence.document (id, party_id),
  check (choice is distinct from 'still-true' or known is not null),
  check (choice is distinct from 'changed' or value is not null),
  check (choice is distinct from 'not-known' or value is null),
  check ((choice is null) = (answered_at is null))
);

-- To whom a section may go once headquarters has accepted the return.
create table reporting.section (
  return_id uuid not null,
  party_id uuid not null,
  section_id text not null,
  release text not null default 'reviewers' check (release in ('reviewers', 'parties', 'public')),
  primary key (return_id, section_id),
  foreign key (return_id, party_id) references reporting.return (id, party_id)
);

-- What was handed in: the very bytes that were hashed. The head holds the hash of each section. Nobody is granted a change.
create table reporting.version (
  return_id uuid not null,
  party_id uuid not null,
  number int not null check (number > 0),
  head text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  submitted_at timestamptz not null,
  submitted_by uuid not null references identity.person,
  primary key (return_id, number),
  foreign key (return_id, party_id) references reporting.return (id, party_id)
);
create table reporting.version_section (
  return_id uuid not null,
  party_id uuid not null,
  number int not null,
  section_id text not null,
  content text not null,
  release text not null check (release in ('reviewers', 'parties', 'public')),
  -- Since when others than headquarters and its reviewers may read it.
  opened_at timestamptz,
  primary key (return_id, number, section_id),
  foreign key (return_id, number) references reporting.version (return_id, number),
  foreign key (return_id, party_id) references reporting.return (id, party_id)
);

-- What the application may not do to a return, whatever it was told: headquarters answers no return, a party accepts none, only a signer hands one in.
create function reporting.guard_return() returns trigger language plpgsql as $$
begin
  if current_user <> 'manumit_app' then return new; end if;
  if new.state <> old.state and not (
      (identity.holds('{policy-office}') and (old.state, new.state) in (('submitted', 'accepted'), ('submitted', 'returned')))
      or (new.party_id = any (reporting.own_parties()) and (old.state, new.state) in (('open', 'answering'), ('answering', 'in-review'), ('in-review', 'answering'),
        ('in-review', 'cleared'), ('cleared', 'answering'), ('signed', 'answering'), ('submitted', 'answering'), ('returned', 'answering'), ('accepted', 'answering')))
      or (new.party_id = any (reporting.sign_parties()) and (old.state, new.state) in (('cleared', 'signed'), ('signed', 'submitted'))))
  then raise exception 'this step is not theirs to take' using errcode = '42501'; end if;
  if new.handed_in <> old.handed_in and not (new.handed_in = old.handed_in + 1 and old.state = 'signed' and new.state = 'submitted')
  then raise exception 'a version is handed in by submitting it' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard before update on reporting.return for each row execute function reporting.guard_return();

do $$ declare t text; begin
  foreach t in array array['return', 'step', 'answer', 'section', 'version', 'version_section'] loop
    execute format('alter table reporting.%I enable row level security; alter table reporting.%I force row level security', t, t);
    execute format('create policy owner_all on reporting.%I to manumit_schema using (true) with check (true)', t);
    execute format('create policy guard_all on reporting.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select, insert, update on reporting.%I to manumit_guard; grant select, insert on reporting.%I to manumit_app', t, t);
  end loop;
end $$;
revoke all on function reporting.own_parties(), reporting.sign_parties(), reporting.guard_return() from public;
grant execute on function reporting.own_parties(), reporting.sign_parties() to manumit_app;
grant update (due, state, since, handed_in, version) on reporting.return to manumit_app;
grant update (choice, value, note, document_id, page, answered_by, answered_at, version) on reporting.answer to manumit_app;
grant update (release) on reporting.section to manumit_app;
grant update (opened_at) on reporting.version_section to manumit_app;

-- That a return is asked for is known to its party and headquarters; its reviewers see it once something was handed in.
create policy return_read on reporting.return for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select reporting.own_parties())::uuid[])
  or (handed_in > 0 and party_id = any ((select identity.parties('{reviewer}'))::uuid[])));
create policy return_open on reporting.return for insert to manumit_app with check (
  opened_by = (select identity.person()) and state = 'open' and handed_in = 0
  and ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point}'))::uuid[])));
create policy return_change on reporting.return for update to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select reporting.own_parties())::uuid[]));

create policy step_read on reporting.step for select to manumit_app using (
  party_id = any ((select reporting.own_parties())::uuid[])
  or (act in ('open', 'submit', 'accept', 'send-back') and ((select identity.holds('{policy-office}'))
    or (party_id = any ((select identity.parties('{reviewer}'))::uuid[]) and return_id in (select id from reporting.return)))));
create policy step_add on reporting.step for insert to manumit_app with check (
  person_id = (select identity.person())
  and case when act in ('accept', 'send-back') then (select identity.holds('{policy-office}'))
        when act = 'open' then (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point}'))::uuid[])
        when act in ('sign', 'submit') then party_id = any ((select reporting.sign_parties())::uuid[])
        when act = 'clear' then party_id = any ((select identity.parties('{legal-adviser}'))::uuid[])
        else party_id = any ((select reporting.own_parties())::uuid[]) end);

-- Answers are the party's own for ever: others read the versions it hands in.
create policy answer_read on reporting.answer for select to manumit_app using (party_id = any ((select reporting.own_parties())::uuid[]));
create policy answer_add on reporting.answer for insert to manumit_app with check (
  choice is null and answered_by is null and party_id = any ((select reporting.own_parties())::uuid[]));
create policy answer_change on reporting.answer for update to manumit_app
  using (party_id = any ((select reporting.own_parties())::uuid[])
    and return_id in (select id from reporting.return where state = 'answering'))
  with check (answered_by = (select identity.person()) and party_id = any ((select reporting.own_parties())::uuid[]));
create policy section_read on reporting.section for select to manumit_app using (party_id = any ((select reporting.own_parties())::uuid[]));
create policy section_add on reporting.section for insert to manumit_app with check (party_id = any ((select reporting.own_parties())::uuid[]));
create policy section_change on reporting.section for update to manumit_app
  using (party_id = any ((select reporting.sign_parties())::uuid[]) and return_id in (select id from reporting.return where state = 'answering'));

create policy version_read on reporting.version for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select reporting.own_parties())::uuid[])
  or party_id = any ((select identity.parties('{reviewer}'))::uuid[]));
create policy version_hand_in on reporting.version for insert to manumit_app with check (
  submitted_by = (select identity.person()) and party_id = any ((select reporting.sign_parties())::uuid[])
  and return_id in (select id from reporting.return where state = 'signed' and handed_in = number - 1));
create policy version_section_read on reporting.version_section for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select reporting.own_parties())::uuid[])
  or party_id = any ((select identity.parties('{reviewer}'))::uuid[])
  or (opened_at is not null and release <> 'reviewers' and (select identity.person()) is not null));
create policy version_section_hand_in on reporting.version_section for insert to manumit_app with check (
  opened_at is null and party_id = any ((select reporting.sign_parties())::uuid[])
  and return_id in (select id from reporting.return where state = 'signed' and handed_in = number - 1));
create policy version_section_open on reporting.version_section for update to manumit_app
  using (opened_at is null and (select identity.holds('{policy-office}'))) with check ((select identity.holds('{policy-office}')));
