-- Who the parties to the policy are, since when, and who took part in what. Dates are as exact as their sources: text of 4, 7 or 10 characters.
create schema parties;
grant usage on schema parties to manumit_app;

create function parties.is_partial_date(text) returns boolean language sql immutable strict set search_path = pg_catalog as $$
  select $1 ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$' $$;

create table parties.party (
  id uuid primary key,
  kind text not null check (kind in ('nation', 'body', 'operation', 'contractor', 'partner')),
  code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]{1,23}$' and (kind <> 'nation' or code ~ '^[A-Z]{2}$')),
  name_en text not null check (length(name_en) between 1 and 200),
  name_fr text not null check (length(name_fr) between 1 and 200),
  body_kind text check (body_kind in ('headquarters', 'command', 'agency', 'school')),
  status_neutral boolean not null default false,
  from_date text check (parties.is_partial_date(from_date)),
  to_date text check (parties.is_partial_date(to_date)),
  note text,
  source text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid references identity.person,
  version int not null default 1,
  check (kind = 'body' or body_kind is null)
);
create index party_kind on parties.party (kind, code);

create table parties.membership (
  id uuid primary key,
  party_id uuid not null references parties.party,
  from_date text not null check (parties.is_partial_date(from_date)),
  to_date text check (parties.is_partial_date(to_date)),
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person
);
create index membership_party on parties.membership (party_id);

create table parties.operation (
  party_id uuid primary key references parties.party,
  theatre text not null,
  host_id uuid references parties.party
);
create index operation_host on parties.operation (host_id);

-- A sighting binds nobody. `as_of` is null where the source gives no date.
create table parties.sighting (
  id uuid primary key,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  as_of text check (parties.is_partial_date(as_of)),
  personnel int check (personnel >= 0),
  note text,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  unique nulls not distinct (party_id, operation_id, as_of)
);

-- A contribution binds, because a person confirmed it from one day to another.
create table parties.contribution (
  id uuid primary key,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  from_day date not null,
  to_day date check (to_day >= from_day),
  source text not null,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null references identity.person,
  ended_at timestamptz,
  ended_by uuid references identity.person,
  version int not null default 1
);
create index contribution_party on parties.contribution (party_id, operation_id);

create table parties.partner (
  party_id uuid primary key references parties.party,
  country_id uuid references parties.party,
  partner_kind text not null,
  contact_kind text check (contact_kind in ('phone', 'web', 'email')),
  contact text,
  source_date text
);

-- Where people serve. A unit belongs to a nation, a body, an operation or a contractor; its location is for those who need it.
create table parties.unit (
  id uuid primary key,
  party_id uuid not null references parties.party,
  superior_id uuid references parties.unit,
  name text not null check (length(name) between 1 and 200),
  location text check (length(location) between 1 and 200),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  unique (id, party_id),
  check (superior_id <> id)
);
create index unit_party on parties.unit (party_id, name, id);
create index unit_superior on parties.unit (superior_id);

-- A rotation: a contingent of a unit in an operation, until it hands over to the next.
create table parties.rotation (
  id uuid primary key,
  unit_id uuid not null,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  contingent text not null check (length(contingent) between 1 and 100),
  from_day date not null,
  hand_over date check (hand_over >= from_day),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  version int not null default 1,
  -- A rotation is of the unit's own party: else writing one would open the unit of another.
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
create index rotation_unit on parties.rotation (unit_id, from_day);
create index rotation_operation on parties.rotation (operation_id, from_day);

do $$ declare t text; begin
  foreach t in array array['party','membership','operation','sighting','contribution','partner','unit','rotation'] loop
    execute format('alter table parties.%I enable row level security; alter table parties.%I force row level security', t, t);
    execute format('create policy %I on parties.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on parties.%I to manumit_app', t);
  end loop;
  -- Public facts, read by everybody, signed in or not.
  foreach t in array array['membership','operation','sighting','contribution','partner'] loop
    execute format('create policy %I on parties.%I for select to manumit_app using (true)', t || '_read', t);
  end loop;
  -- The register is kept by headquarters.
  foreach t in array array['membership','operation','sighting','partner'] loop
    execute format('create policy %I on parties.%I for insert to manumit_app with check ((select identity.holds(''{policy-office}'')))', t || '_write', t);
  end loop;
end $$;

-- Whether this subject places contracts: a contracting officer of anybody but a firm. A firm's own stands for the firm and sees no other.
create function parties.places_contracts() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin return exists (select from parties.party where id = any (identity.parties('{contracting-officer}')) and kind <> 'contractor'); end $$;
grant usage, create on schema parties to manumit_guard;
alter function parties.places_contracts() owner to manumit_guard;
revoke all on function parties.places_contracts() from public;
grant execute on function parties.places_contracts() to manumit_app;

-- Firms are not public: their own people and reviewers, those who place contracts, headquarters.
create policy party_read on parties.party for select to manumit_app using (
  kind <> 'contractor'
  or (select identity.holds('{policy-office}')) or (select parties.places_contracts())
  or id = any ((select identity.parties('{focal-point,commander,training-officer,case-officer,investigator,legal-adviser,contracting-officer,reviewer,party-admin}'))::uuid[]));
create policy party_write on parties.party for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) or (kind = 'contractor' and (select parties.places_contracts())));

create policy contribution_write on parties.contribution for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point}'))::uuid[]));
create policy contribution_end on parties.contribution for update to manumit_app
  using ((select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{focal-point}'))::uuid[]));
grant update (to_day, ended_at, ended_by, version) on parties.contribution to manumit_app;

-- Units and rotations: the party's own people and reviewers, headquarters; an operation also sees those who serve in it.
create policy rotation_read on parties.rotation for select to manumit_app using (
  (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{focal-point,commander,training-officer,case-officer,investigator,legal-adviser,contracting-officer,reviewer,party-admin}'))::uuid[])
  or operation_id = any ((select identity.parties('{commander,training-officer,legal-adviser}'))::uuid[]));
create policy unit_read on parties.unit for select to manumit_app using (
  (select identity.holds('{policy-office}'))
  or party_id = any ((select identity.parties('{focal-point,commander,training-officer,case-officer,investigator,legal-adviser,contracting-officer,reviewer,party-admin}'))::uuid[])
  or id in (select r.unit_id from parties.rotation r where r.operation_id = any ((select identity.parties('{commander,training-officer,legal-adviser}'))::uuid[])));
create policy unit_write on parties.unit for insert to manumit_app with check (
  party_id = any ((select identity.parties('{focal-point,commander,party-admin}'))::uuid[]) or (select identity.holds('{policy-office}')));
create policy unit_move on parties.unit for update to manumit_app
  using (party_id = any ((select identity.parties('{focal-point,commander,party-admin}'))::uuid[]) or (select identity.holds('{policy-office}')));
create policy rotation_write on parties.rotation for insert to manumit_app with check (
  party_id = any ((select identity.parties('{focal-point,commander,party-admin}'))::uuid[]) or (select identity.holds('{policy-office}')));
create policy rotation_hand_over on parties.rotation for update to manumit_app
  using (party_id = any ((select identity.parties('{focal-point,commander,party-admin}'))::uuid[]) or (select identity.holds('{policy-office}')));
grant update (superior_id, location, version) on parties.unit to manumit_app;
grant update (hand_over, version) on parties.rotation to manumit_app;
