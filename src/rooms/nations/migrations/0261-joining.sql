-- Joining an operation (6): a confirmed contribution of a nation outside the alliance is the event; what stands here is what the nation answers to the checklist
-- and when authority is transferred. The newest answer to an item counts, the earlier ones stay.
create table nations.joining (
  contribution_id uuid primary key references parties.contribution,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  edition_id text not null references policy.edition,
  transfer_on date,
  -- Since when every item has an answer.
  complete_at timestamptz,
  version int not null default 1,
  unique (contribution_id, party_id, operation_id)
);
create index joining_party on nations.joining (party_id);
create index joining_operation on nations.joining (operation_id);

create table nations.joining_answer (
  id uuid primary key,
  contribution_id uuid not null,
  party_id uuid not null,
  operation_id uuid not null,
  edition_id text not null,
  obligation_id text not null,
  word text not null check (word in ('comply', 'equivalent', 'explain')),
  note text check (length(note) between 1 and 4000),
  answered_by uuid not null references identity.person,
  answered_at timestamptz not null,
  foreign key (contribution_id, party_id, operation_id) references nations.joining (contribution_id, party_id, operation_id),
  foreign key (edition_id, obligation_id) references policy.obligation (edition_id, id),
  check (word = 'comply' or note is not null)
);
create index joining_answer_latest on nations.joining_answer (contribution_id, obligation_id, answered_at, id);

do $$ declare t text; begin
  foreach t in array array['joining', 'joining_answer'] loop
    execute format('alter table nations.%I enable row level security; alter table nations.%I force row level security', t, t);
    execute format('create policy owner_all on nations.%I to manumit_schema using (true) with check (true)', t);
    execute format('grant select, insert on nations.%I to manumit_app', t);
    -- The nation, who reviews it, headquarters, and the commander of the operation it joins.
    execute format('create policy %I on nations.%I for select to manumit_app using ((select identity.holds(''{policy-office}''))
      or party_id = any ((select nations.read_parties())::uuid[]) or operation_id = any ((select identity.parties(''{commander}''))::uuid[]))', t || '_read', t);
  end loop;
end $$;
create policy joining_open on nations.joining for insert to manumit_app with check (
  ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point}'))::uuid[]))
  and (contribution_id, party_id, operation_id) in (select id, party_id, operation_id from parties.contribution));
create policy joining_change on nations.joining for update to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point}'))::uuid[]));
grant update (transfer_on, complete_at, version) on nations.joining to manumit_app;
-- A nation answers for itself.
create policy joining_answer_give on nations.joining_answer for insert to manumit_app with check (
  answered_by = (select identity.person()) and party_id = any ((select identity.parties('{focal-point}'))::uuid[]));
