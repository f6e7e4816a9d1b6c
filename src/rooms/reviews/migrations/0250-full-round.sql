-- The full round (5g): forms for invited organisations (2), reviewing nations by lot, visits, publication.

-- A form for an organisation that is invited to say what it sees. Nothing is owed, so there is a day that would help and no day that is due.
create table reviews.shadow_form (
  id uuid primary key,
  round_id uuid not null references reviews.round,
  party_id uuid not null references parties.party,
  hoped_for date,
  invited_by uuid not null references identity.person,
  invited_at timestamptz not null,
  handed_in_at timestamptz,
  handed_in_by uuid references identity.person,
  version int not null default 1,
  unique (round_id, party_id),
  unique (id, party_id),
  check ((handed_in_at is null) = (handed_in_by is null))
);
create index shadow_form_party on reviews.shadow_form (party_id, id);

-- What it wrote on a clause. Its own until it is handed in; nobody is granted a change afterwards.
create table reviews.observation (
  form_id uuid not null,
  party_id uuid not null,
  clause_id text not null,
  body text not null check (length(body) between 1 and 8000),
  written_by uuid not null references identity.person,
  written_at timestamptz not null,
  version int not null default 1,
  primary key (form_id, clause_id),
  foreign key (form_id, party_id) references reviews.shadow_form (id, party_id)
);

-- The lot that gave each party two reviewing nations. Pairs are not kept: they follow from these columns by the rule, for whoever draws again.
create table reviews.draw (
  round_id uuid primary key references reviews.round,
  rule text not null,
  log_origin text not null,
  log_size bigint not null,
  log_root text not null,
  log_day date not null,
  nations uuid[] not null check (cardinality(nations) >= 3),
  others uuid[] not null,
  drawn_by uuid not null references identity.person,
  drawn_at timestamptz not null
);

-- A visit to a party: days, who goes, what is on the agenda. Known to the party.
create table reviews.visit (
  id uuid primary key,
  participation_id uuid not null,
  party_id uuid not null,
  from_day date not null,
  to_day date not null,
  visitors text not null check (length(visitors) > 0),
  agenda text not null check (length(agenda) > 0),
  recorded_by uuid not null references identity.person,
  recorded_at timestamptz not null,
  foreign key (participation_id, party_id) references reviews.participation (id, party_id),
  unique (id, participation_id, party_id),
  check (to_day >= from_day)
);
create index visit_participation on reviews.visit (participation_id, id);

-- Notes of a visit: the reviewers' own. Whoever spoke to them spoke to them, not to the party that is reviewed.
create table reviews.visit_note (
  id uuid primary key,
  visit_id uuid not null,
  participation_id uuid not null,
  party_id uuid not null,
  day date not null,
  spoke_with text not null check (length(spoke_with) > 0),
  body text not null check (length(body) > 0),
  person_id uuid not null references identity.person,
  at timestamptz not null,
  foreign key (visit_id, participation_id, party_id) references reviews.visit (id, participation_id, party_id)
);
create index visit_note_visit on reviews.visit_note (visit_id, id);

-- What everybody may read of an adopted round: figures, and the parts their parties agreed to. Nobody is granted a change.
create table reviews.publication (
  round_id uuid primary key references reviews.adopted_snapshot,
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  published_by uuid not null references identity.person,
  published_at timestamptz not null
);
create table reviews.published_part (
  round_id uuid not null references reviews.publication,
  party_id uuid not null references parties.party,
  content text not null,
  primary key (round_id, party_id)
);

-- That the party agrees to its part being published: a signer's word, which it may take back until that is done.
alter table reviews.participation add column public_agreed_at timestamptz, add column public_agreed_by uuid references identity.person,
  add constraint public_agreed_both check ((public_agreed_at is null) = (public_agreed_by is null));
grant update (public_agreed_at, public_agreed_by) on reviews.participation to manumit_app;
create function reviews.guard_agreement() returns trigger language plpgsql as $$
begin
  if current_user = 'manumit_app' and not (new.party_id = any (identity.parties('{focal-point,commander}', new.label_level))
    and new.public_agreed_by is not distinct from case when new.public_agreed_at is null then null else identity.person() end)
  then raise exception 'a signer of the party agrees to publication' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guard_agreement before update of public_agreed_at, public_agreed_by on reviews.participation for each row
  when ((old.public_agreed_at, old.public_agreed_by) is distinct from (new.public_agreed_at, new.public_agreed_by)) execute function reviews.guard_agreement();
create trigger guard_agreement_from_the_start before insert on reviews.participation for each row
  when (new.public_agreed_at is not null or new.public_agreed_by is not null) execute function reviews.guard_agreement();

do $$ declare t text; begin
  foreach t in array array['shadow_form', 'observation', 'draw', 'visit', 'visit_note', 'publication', 'published_part'] loop
    execute format('alter table reviews.%I enable row level security; alter table reviews.%I force row level security', t, t);
    execute format('create policy %I on reviews.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on reviews.%I to manumit_app', t);
  end loop;
end $$;

-- An organisation sees its own form and no other; the policy office reads what was handed in.
create policy shadow_form_read on reviews.shadow_form for select to manumit_app using (
  (select identity.holds('{policy-office}')) or party_id = any ((select identity.parties('{partner-contact}'))::uuid[]));
create policy shadow_form_add on reviews.shadow_form for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) and invited_by = (select identity.person()) and handed_in_at is null);
create policy shadow_form_hand_in on reviews.shadow_form for update to manumit_app
  using (handed_in_at is null and party_id = any ((select identity.parties('{partner-contact}'))::uuid[]))
  with check (handed_in_by = (select identity.person()));
grant update (handed_in_at, handed_in_by, version) on reviews.shadow_form to manumit_app;
create policy observation_read on reviews.observation for select to manumit_app using (
  party_id = any ((select identity.parties('{partner-contact}'))::uuid[])
  or ((select identity.holds('{policy-office}')) and form_id in (select id from reviews.shadow_form where handed_in_at is not null)));
create policy observation_add on reviews.observation for insert to manumit_app with check (
  party_id = any ((select identity.parties('{partner-contact}'))::uuid[]) and written_by = (select identity.person())
  and form_id in (select id from reviews.shadow_form where handed_in_at is null));
create policy observation_change on reviews.observation for update to manumit_app
  using (party_id = any ((select identity.parties('{partner-contact}'))::uuid[]) and form_id in (select id from reviews.shadow_form where handed_in_at is null))
  with check (written_by = (select identity.person()));
grant update (body, written_by, written_at, version) on reviews.observation to manumit_app;

create policy draw_read on reviews.draw for select to manumit_app using ((select identity.person()) is not null);
create policy draw_add on reviews.draw for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) and drawn_by = (select identity.person()));

create policy visit_read on reviews.visit for select to manumit_app using (participation_id in (select id from reviews.participation));
-- The very grant that judges the part must be cleared for it, as for what else lies in a part (0241).
do $$ declare
  judges text := format('participation_id in (select id from reviews.participation where %s or %s)',
    identity.label_policy('anywhere', '{policy-office}'), identity.label_policy('at', '{reviewer}'));
begin
  execute format('create policy visit_add on reviews.visit for insert to manumit_app with check (recorded_by = (select identity.person()) and %s)', judges);
  execute format('create policy visit_note_read on reviews.visit_note for select to manumit_app using (%s)', judges);
  execute format('create policy visit_note_add on reviews.visit_note for insert to manumit_app with check (person_id = (select identity.person()) and %s)', judges);
end $$;

-- A part is published only where its party agreed, and only what is of the lowest label and for everybody.
create policy publication_read on reviews.publication for select to manumit_app using (true);
create policy publication_add on reviews.publication for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) and published_by = (select identity.person()));
create policy published_part_read on reviews.published_part for select to manumit_app using (true);
create policy published_part_add on reviews.published_part for insert to manumit_app with check (
  (select identity.holds('{policy-office}'))
  and exists (select from reviews.participation p join reviews.adopted_part a on a.round_id = p.round_id and a.party_id = p.party_id
    where p.round_id = published_part.round_id and p.party_id = published_part.party_id and p.public_agreed_at is not null
      and p.label_level = 0 and p.releasable_to is null and a.label_level = 0 and a.releasable_to is null));
