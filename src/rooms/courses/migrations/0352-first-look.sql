-- What somebody knew before they began a module: eight questions, once, that count for nothing. With the first final check it says what a course teaches (A2), in
-- means over people; of one person it says nothing to anybody but their instructor.
create table training.first_look (
  trainee_id uuid not null,
  party_id uuid not null,
  module_id text not null check (length(module_id) between 1 and 40),
  module_version int not null check (module_version >= 1),
  score int not null check (score between 0 and 100),
  answered_at timestamptz not null,
  primary key (trainee_id, module_id, module_version),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);
alter table training.first_look enable row level security;
alter table training.first_look force row level security;
create policy first_look_owner on training.first_look to manumit_schema using (true) with check (true);
create policy first_look_guard on training.first_look for select to manumit_guard using (true);
create policy first_look_read on training.first_look for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[]) or trainee_id = (select training.own_trainee()));
create policy first_look_write on training.first_look for insert to manumit_app with check (trainee_id = (select training.own_trainee()));
grant select on training.first_look to manumit_app, manumit_guard;
grant insert on training.first_look to manumit_app;

-- Knowledge before and after, by rotation and module: of people who answered both, the mean share of right answers before they began, and in their first final check
-- whether they passed it or not. For who trains or leads at the scope, and headquarters. Fewer than the smallest number shown: null, for everybody; there is no sum.
create function training.knowledge(scope uuid, smallest int) returns table (party uuid, rotation uuid, module text, persons int, before int, after int)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.party_id, g.rotation_id, g.module_id, case when g.n >= greatest(smallest, 5) then g.n end,
    case when g.n >= greatest(smallest, 5) then round(g.before)::int end, case when g.n >= greatest(smallest, 5) then round(g.after)::int end
  from (
    select t.party_id, t.rotation_id, f.module_id, count(*)::int as n, avg(f.score) as before, avg(a.score) as after
    from training.first_look f join training.trainee t on t.id = f.trainee_id
      cross join lateral (select k.score from training.attempt k where k.trainee_id = f.trainee_id and k.module_id = f.module_id
        and k.module_version = f.module_version and k.received_at is not null order by k.drawn_at limit 1) a
    where scope in (t.party_id, t.operation_id)
      and ((select identity.holds('{policy-office}')) or scope = any ((select identity.parties('{training-officer,commander}'))::uuid[]))
    group by 1, 2, 3) g $$;
alter function training.knowledge(uuid, int) owner to manumit_guard;
revoke all on function training.knowledge(uuid, int) from public;
grant execute on function training.knowledge(uuid, int) to manumit_app;
