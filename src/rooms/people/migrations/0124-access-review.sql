-- Access review: whoever keeps a party's grants looks at each of them every so often, keeps or ends it, and signs. Reviews are only ever added.
create table identity.access_review (
  id uuid primary key,
  -- Null: the roles that are held without a party.
  party_id uuid references parties.party,
  reviewed_by uuid not null references identity.person,
  reviewed_name text not null,
  reviewed_at timestamptz not null
);
create index access_review_party on identity.access_review (party_id, reviewed_at desc);
create table identity.access_review_line (
  review_id uuid not null references identity.access_review,
  grant_id uuid not null references identity.role_grant,
  kept boolean not null,
  primary key (review_id, grant_id)
);
create index access_review_line_grant on identity.access_review_line (grant_id);
do $$ declare t text; begin
  foreach t in array array['access_review', 'access_review_line'] loop
    execute format('alter table identity.%I enable row level security; alter table identity.%I force row level security', t, t);
    execute format('create policy %I on identity.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('create policy %I on identity.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on identity.%I to manumit_guard; grant select on identity.%I to manumit_app', t, t);
  end loop;
end $$;
create policy access_review_read on identity.access_review for select to manumit_app using (
  (select identity.holds('{policy-office,auditor}')) or party_id = any ((select identity.parties('{party-admin}'))::uuid[]));
create policy access_review_line_read on identity.access_review_line for select to manumit_app using (review_id in (select id from identity.access_review));

-- What the subject has to look at in a party's review: the grants that run or are to come, which it could give, and which are not its own.
create function identity.to_review(party uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(g.id), '{}') from identity.role_grant g join identity.person p on p.id = g.person_id
  where g.party_id is not distinct from party and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date) and p.disabled_at is null
    and g.person_id <> identity.person() and identity.could_give(g.role, g.party_id) $$;

-- Signs a review: every grant there is to look at is kept or ended, none is left out. Answers null, or the word for why not.
create function identity.review_access(review uuid, party uuid, kept uuid[], over uuid[], at timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare due uuid[]; said uuid[] := kept || over; one uuid;
begin
  if not coalesce(identity.holds('{policy-office}') or party = any (identity.parties('{party-admin}')), false) then return 'not-yours-to-review'; end if;
  -- A grant given meanwhile waits, so that the review is of what stands when it is signed.
  lock table identity.role_grant in share row exclusive mode;
  due := identity.to_review(party);
  if not (due <@ said and said <@ due) or cardinality(said) <> cardinality(due) then return 'review-incomplete'; end if;
  foreach one in array over loop
    if not identity.end_grant(one) then return 'grant-stays'; end if;
  end loop;
  insert into identity.access_review (id, party_id, reviewed_by, reviewed_name, reviewed_at)
    select review, party, p.id, p.name, at from identity.person p where p.id = identity.person();
  insert into identity.access_review_line (review_id, grant_id, kept) select review, g, true from unnest(kept) g union all select review, g, false from unnest(over) g;
  return null;
end $$;

-- When somebody last acted at a party or read anything of it, by day; for a role without a party, anywhere.
create function identity.last_use(party uuid) returns table (person_id uuid, day date) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if not coalesce(identity.holds('{policy-office,auditor}') or party = any (identity.parties('{party-admin}')), false) then return; end if;
  return query select u.person_id, (max(u.at) at time zone 'UTC')::date from (
      select e.person_id, max(e.at) as at from ledger.entry e where party is null or e.party_id = party group by e.person_id
      union all
      select r.person_id, max(r.minute) from identity.access_record r where (party is null or r.party_id = party) and r.outcome = 'read' group by r.person_id) u
    where u.person_id in (select g.person_id from identity.role_grant g where g.party_id is not distinct from party and g.ended_at is null) group by u.person_id;
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'identity' and p.proname in ('to_review', 'review_access', 'last_use') loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;
