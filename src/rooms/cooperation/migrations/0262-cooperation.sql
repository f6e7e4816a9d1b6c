-- Consulting (2, 5): what a partner or an organisation said about an edition of the policy, what came of it, and when they were told. Headquarters' own work.
create schema cooperation;
grant usage on schema cooperation to manumit_app;

create table cooperation.consultation (
  id uuid primary key,
  -- The edition it is about.
  edition_id text not null references policy.edition,
  -- Who consulted: headquarters or a body of it.
  party_id uuid not null references parties.party,
  kind text not null check (kind in ('organisation', 'partner', 'contributor')),
  -- A party of the register, or the name of an organisation that is none.
  consulted_id uuid references parties.party,
  consulted_name text check (length(consulted_name) between 1 and 200),
  said_on date not null,
  said text not null check (length(said) between 1 and 4000),
  state text not null default 'said' check (state in ('said', 'decided', 'told')),
  changed boolean,
  -- What was changed, or why not.
  outcome text check (length(outcome) between 1 and 4000),
  decided_on date check (decided_on >= said_on),
  told_on date check (told_on >= decided_on),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  check ((consulted_id is null) <> (consulted_name is null)),
  check ((state = 'said') = (changed is null) and (changed is null) = (outcome is null) and (changed is null) = (decided_on is null)),
  check ((state = 'told') = (told_on is not null))
);
create index consultation_list on cooperation.consultation (said_on desc, id);

alter table cooperation.consultation enable row level security;
alter table cooperation.consultation force row level security;
create policy owner_all on cooperation.consultation to manumit_schema using (true) with check (true);
create policy consultation_read on cooperation.consultation for select to manumit_app using ((select identity.holds('{policy-office}')));
create policy consultation_record on cooperation.consultation for insert to manumit_app with check (
  recorded_by = (select identity.person()) and state = 'said' and (select identity.holds('{policy-office}'))
  and party_id in (select id from parties.party where kind = 'body'));
create policy consultation_go_on on cooperation.consultation for update to manumit_app
  using ((select identity.holds('{policy-office}')) and state <> 'told') with check ((select identity.holds('{policy-office}')));
grant select, insert on cooperation.consultation to manumit_app;
grant update (state, changed, outcome, decided_on, told_on, version) on cooperation.consultation to manumit_app;
