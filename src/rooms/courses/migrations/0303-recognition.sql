-- What else counts, and what a party says in sums: courses found equivalent, with the lessons they carry; who offers training (A2.2d); totals that a commander signs.
create table training.equivalent (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  provider text not null check (length(provider) between 1 and 200),
  module_id text not null,
  -- Elements of the training appendix it was found to hold, and the lessons that therefore need not be taken.
  elements text[] not null check (cardinality(elements) > 0),
  lessons text[] not null check (cardinality(lessons) > 0),
  why text not null check (length(why) between 1 and 1000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  ended_at timestamptz,
  ended_by uuid references identity.person,
  version int not null default 1,
  unique (id, party_id)
);
create table training.provider (
  id uuid primary key,
  party_id uuid not null references parties.party,
  name text not null check (length(name) between 1 and 200),
  level text not null check (level in ('alliance', 'national')),
  general boolean not null,
  specific boolean not null check (general or specific),
  -- The day on which somebody last made sure.
  checked_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  replaces uuid references training.provider unique
);
create table training.total (
  id uuid primary key,
  party_id uuid not null references parties.party,
  module_id text not null,
  persons int not null check (persons > 0),
  trained int not null check (trained between 0 and persons),
  as_of date not null,
  signed_by uuid not null references identity.person,
  signed_at timestamptz not null
);
create index equivalent_party on training.equivalent (party_id, recorded_at desc);
create index provider_party on training.provider (party_id, recorded_at desc);
create index total_party on training.total (party_id, as_of desc);

do $$ declare t text; begin
  foreach t in array array['equivalent', 'provider', 'total'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on training.%I to manumit_app', t);
  end loop;
end $$;
-- What counts as equivalent, and where training is offered, helps every nation.
create policy equivalent_read on training.equivalent for select to manumit_app using ((select identity.person()) is not null);
create policy provider_read on training.provider for select to manumit_app using ((select identity.person()) is not null);
create policy total_read on training.total for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]));
create policy equivalent_write on training.equivalent for insert to manumit_app with check (
  recorded_by = (select identity.person()) and ended_by is null and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy equivalent_end on training.equivalent for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[])) with check (ended_by = (select identity.person()));
grant update (ended_at, ended_by, version) on training.equivalent to manumit_app;
create policy provider_write on training.provider for insert to manumit_app with check (
  recorded_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy total_write on training.total for insert to manumit_app with check (
  signed_by = (select identity.person()) and party_id = any ((select identity.parties('{commander}'))::uuid[]));
