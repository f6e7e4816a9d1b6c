-- Encouraging (5b): an Ally or headquarters writes to a nation that contributes, offers help, and keeps what came back. What was sent is never changed. The
-- file of an attempt is the writer's; of all of it the addressee is shown the letters alone.
create function nations.own_parties() returns uuid[] language sql stable as $$
  select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser}') $$;
create function nations.read_parties() returns uuid[] language sql stable as $$
  select identity.parties('{focal-point,commander,contracting-officer,training-officer,legal-adviser,reviewer}') $$;
revoke all on function nations.own_parties(), nations.read_parties() from public;
grant execute on function nations.own_parties(), nations.read_parties() to manumit_app;

create table nations.outreach (
  id uuid primary key,
  edition_id text not null references policy.edition,
  writer_id uuid not null references parties.party,
  addressee_id uuid not null references parties.party,
  -- What it is about.
  instruments text[] not null check (cardinality(instruments) between 1 and 3 and instruments <@ array['UNTOC', 'TIP', 'OSCE']),
  state text not null default 'opened' check (state in ('opened', 'sent', 'answered', 'unanswered', 'closed')),
  since timestamptz not null,
  -- The day on which the writer means to look at it again. Nothing is ever late.
  reminder_on date,
  opened_by uuid not null references identity.person,
  closed_because text check (length(closed_because) between 1 and 4000),
  version int not null default 1,
  unique (id, writer_id),
  unique (id, writer_id, addressee_id),
  check (writer_id <> addressee_id),
  check ((state = 'closed') = (closed_because is not null))
);
create index outreach_list on nations.outreach (since desc, id);
create index outreach_writer on nations.outreach (writer_id, addressee_id);

-- What was sent. The letter's own words, or a file where it was written elsewhere.
create table nations.letter (
  id uuid primary key,
  outreach_id uuid not null,
  writer_id uuid not null,
  addressee_id uuid not null,
  sent_on date not null,
  language text not null check (language in ('en', 'fr')),
  body text not null check (length(body) between 1 and 8000),
  -- The help that was offered with it.
  offer text check (length(offer) between 1 and 2000),
  document_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  foreign key (outreach_id, writer_id, addressee_id) references nations.outreach (id, writer_id, addressee_id),
  foreign key (document_id, writer_id) references evidence.document (id, party_id)
);
create index letter_outreach on nations.letter (outreach_id, sent_on);
create index letter_addressee on nations.letter (addressee_id, sent_on desc, id);

-- What came back, or that nothing did.
create table nations.letter_reply (
  id uuid primary key,
  outreach_id uuid not null,
  writer_id uuid not null,
  received boolean not null,
  on_day date not null,
  body text check (length(body) between 1 and 4000),
  recorded_at timestamptz not null,
  recorded_by uuid not null references identity.person,
  foreign key (outreach_id, writer_id) references nations.outreach (id, writer_id)
);
create index letter_reply_outreach on nations.letter_reply (outreach_id, recorded_at);

do $$ declare t text; begin
  foreach t in array array['outreach', 'letter', 'letter_reply'] loop
    execute format('alter table nations.%I enable row level security; alter table nations.%I force row level security', t, t);
    execute format('create policy owner_all on nations.%I to manumit_schema using (true) with check (true)', t);
    execute format('grant select, insert on nations.%I to manumit_app', t);
    -- Its writer, who reviews the writer, and headquarters.
    execute format('create policy %I on nations.%I for select to manumit_app using ((select identity.holds(''{policy-office}''))
      or writer_id = any ((select nations.read_parties())::uuid[]))', t || '_read', t);
    -- A nation writes through its focal point, headquarters through its policy office; nobody for another.
    execute format('create policy %I on nations.%I for insert to manumit_app with check (writer_id = any ((select identity.parties(''{focal-point}''))::uuid[])
      or ((select identity.holds(''{policy-office}'')) and writer_id in (select id from parties.party where kind = ''body'')))', t || '_write', t);
  end loop;
  foreach t in array array['letter', 'letter_reply'] loop
    execute format('create policy %I on nations.%I as restrictive for insert to manumit_app with check (recorded_by = (select identity.person()))', t || '_own_name', t);
  end loop;
end $$;
create policy outreach_own_name on nations.outreach as restrictive for insert to manumit_app with check (opened_by = (select identity.person()) and state = 'opened');
create policy letter_received on nations.letter for select to manumit_app using (addressee_id = any ((select nations.own_parties())::uuid[]));
create policy outreach_go_on on nations.outreach for update to manumit_app using (
  writer_id = any ((select identity.parties('{focal-point}'))::uuid[])
  or ((select identity.holds('{policy-office}')) and writer_id in (select id from parties.party where kind = 'body')));
grant update (state, since, reminder_on, closed_because, version) on nations.outreach to manumit_app;
