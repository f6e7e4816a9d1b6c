-- A section of a return handed to a colleague by a link that needs no account: that section and nothing else, for a time, withdrawn at any moment. Only the
-- hash of the link is kept, and each use is written down by the function that lets it in.
create table reporting.link (
  id uuid primary key,
  return_id uuid not null,
  party_id uuid not null,
  section_id text not null,
  -- To whom it was handed: an office, as the party calls it.
  name text not null check (length(name) between 1 and 200),
  token_hash bytea not null unique,
  created_by uuid not null references identity.person,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  accepted_at timestamptz,
  handed_back_at timestamptz,
  withdrawn_by uuid references identity.person,
  withdrawn_at timestamptz,
  foreign key (return_id, party_id) references reporting.return (id, party_id),
  check (ends_at > created_at and ends_at <= created_at + interval '60 days'),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index link_return on reporting.link (return_id, id);
create table reporting.link_use (
  id bigint generated always as identity primary key,
  link_id uuid not null references reporting.link,
  party_id uuid not null,
  act text not null check (act in ('look', 'accept', 'answer', 'hand-back')),
  question_id text,
  at timestamptz not null default now()
);
create index link_use_link on reporting.link_use (link_id, at);
alter table reporting.answer add column by_link uuid references reporting.link;
grant update (by_link) on reporting.answer to manumit_app;

-- The link this transaction was opened with, or null.
create function reporting.own_link() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare c jsonb := identity.verified();
begin return case when c ->> 'kind' = 'link' then (c ->> 'person')::uuid end; end $$;

-- Opens the claims of a link: no person, no roles, nothing but its section. Null where it is unknown, over, withdrawn or handed back, its return is not
-- open for answers, or it was used more than 300 times in ten minutes. A look is allowed once more after it was handed back: it then says so.
create function reporting.enter_by_link(token text, what text, question text) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare l record; claims jsonb;
begin
  perform set_config('manumit.claims', '', true);
  select k.id, k.party_id, k.name into l from reporting.link k join reporting.return r on r.id = k.return_id
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.withdrawn_at is null and k.handed_back_at is null and k.ends_at > now() and r.state = 'answering'
    for update of k;
  if not found then return null; end if;
  if (select count(*) from reporting.link_use u where u.link_id = l.id and u.at > now() - interval '10 minutes') >= 300 then return null; end if;
  insert into reporting.link_use (link_id, party_id, act, question_id) values (l.id, l.party_id, what, question);
  claims := jsonb_build_object('person', l.id, 'kind', 'link', 'name', l.name, 'session', l.id, 'language', 'en', 'sole', false, 'grants', '[]'::jsonb);
  perform set_config('manumit.claims', identity.signature(key, convert_to(claims::text, 'UTF8')) || claims::text, true) from identity.secret;
  return claims;
end $$;

do $$ declare t text; begin
  foreach t in array array['link', 'link_use'] loop
    execute format('alter table reporting.%I enable row level security; alter table reporting.%I force row level security', t, t);
    execute format('create policy owner_all on reporting.%I to manumit_schema using (true) with check (true)', t);
    execute format('create policy guard_all on reporting.%I to manumit_guard using (true) with check (true)', t);
    execute format('grant select, insert, update on reporting.%I to manumit_guard', t);
  end loop;
end $$;
alter function reporting.own_link() owner to manumit_guard;
alter function reporting.enter_by_link(text, text, text) owner to manumit_guard;
revoke all on function reporting.own_link(), reporting.enter_by_link(text, text, text) from public;
grant execute on function reporting.own_link(), reporting.enter_by_link(text, text, text) to manumit_app;

-- The hash is written and never read.
grant select (id, return_id, party_id, section_id, name, created_by, created_at, ends_at, accepted_at, handed_back_at, withdrawn_by, withdrawn_at) on reporting.link to manumit_app;
grant insert, update (accepted_at, handed_back_at, withdrawn_by, withdrawn_at) on reporting.link to manumit_app;
grant select on reporting.link_use to manumit_app;

create policy link_read on reporting.link for select to manumit_app using (
  party_id = any ((select reporting.own_parties())::uuid[]) or id = (select reporting.own_link()));
create policy link_hand_out on reporting.link for insert to manumit_app with check (
  created_by = (select identity.person()) and accepted_at is null and handed_back_at is null and withdrawn_at is null
  and party_id = any ((select reporting.sign_parties())::uuid[]));
create policy link_withdraw on reporting.link for update to manumit_app
  using (withdrawn_at is null and party_id = any ((select reporting.sign_parties())::uuid[])) with check (withdrawn_by = (select identity.person()));
create policy link_go_on on reporting.link for update to manumit_app
  using (id = (select reporting.own_link())) with check (id = (select reporting.own_link()) and withdrawn_at is null);
create policy link_use_read on reporting.link_use for select to manumit_app using (party_id = any ((select reporting.own_parties())::uuid[]));

-- Whoever holds the link reads and answers its section.
create policy return_of_link on reporting.return for select to manumit_app using (
  id in (select return_id from reporting.link where id = (select reporting.own_link())));
create policy answer_of_link on reporting.answer for select to manumit_app using (
  (return_id, section_id) in (select return_id, section_id from reporting.link where id = (select reporting.own_link())));
create policy answer_by_link on reporting.answer for update to manumit_app
  using ((return_id, section_id) in (select return_id, section_id from reporting.link where id = (select reporting.own_link())))
  with check (answered_by is null and by_link = (select reporting.own_link()));
-- Nobody of the party signs with a link they do not hold.
create policy answer_own_name on reporting.answer as restrictive for update to manumit_app using (true)
  with check (by_link is not distinct from (select reporting.own_link()));
