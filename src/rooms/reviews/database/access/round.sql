comment on table reviews.round is 'A review round, from plan to adoption and follow-up (5g).';
comment on column reviews.round.invited is 'Parties chosen when planning; null: every party bound on the opening date.';
comment on column reviews.round.cut_off is
  'The day from which adopted ratings count. Opening sets it to the due date of self-assessments where planning left it open.';
comment on column reviews.round.ratings is 'False: the round adopts findings only. Chosen when planning.';
comment on column reviews.round.release is 'Who may read the adopted result.';
comment on column reviews.round.scope is 'The clauses that the round asks about.';

alter table reviews.round enable row level security;
alter table reviews.round force row level security;
grant select, insert on reviews.round to manumit_app;
grant update (authority_id, state, self_assessment_due, comment_due, adoption_planned, follow_up_due, cut_off, release, opened_at,
  adopted_at,
  adopted_by, closed_at, version) on reviews.round to manumit_app;
grant select (id, state, release) on reviews.round to manumit_guard;

create policy round_read on reviews.round for select to manumit_app using ((select identity.person()) is not null);

create policy round_add on reviews.round for insert to manumit_app with check ((select identity.holds(identity.group('office'))));

create policy round_change on reviews.round for update to manumit_app using (
  (select identity.holds(identity.group('office')))
) with check ((select identity.holds(identity.group('office'))));

create policy round_guard on reviews.round for select to manumit_guard using (true);

create policy round_owner on reviews.round to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on reviews.round
  for each row execute function identity.require_own_name('planned_by', 'adopted_by');
