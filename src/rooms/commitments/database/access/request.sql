comment on table commitments.request is
  'What a party was asked about by a round of review or a return, from the day of the request until one interval later. It says nothing '
  'about the answer.';
comment on column commitments.request.kind is 'round: a round of review; return: the return of a nation.';
comment on column commitments.request.covers_until is
  'The last day on which the request covers these obligations. Later silence means that nobody asked.';
comment on column commitments.request.obligation_ids is 'The obligations of the edition that were asked about, such as P5g.1.';

-- Read by those who know of every round and return of the party: who enters its evidence, and the policy office. Reviewers do not know of a
-- return before it is submitted, so they read no request, and silence is only ever *not reported* to them.
alter table commitments.request enable row level security;
alter table commitments.request force row level security;
grant select, insert on commitments.request to manumit_app;
alter table commitments.request alter column requested_by set default identity.person();

create policy request_read on commitments.request for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('writers')))::uuid[])
  or (select identity.holds(identity.group('office')))
);

create policy request_add on commitments.request for insert to manumit_app with check (
  requested_by = (select identity.person())
  and (
    (select identity.holds(identity.group('office')))
    or (kind = 'return' and party_id = any ((select identity.parties(identity.group('representatives')))::uuid[]))
  )
);

create policy owner_all on commitments.request to manumit_schema using (true) with check (true);
