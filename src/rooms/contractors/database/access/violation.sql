comment on table contractors.violation is
  'A violation of the clause under a contract, from credible information to the remedy (5f, P5f.3). It names no worker and no accused '
  'person.';
comment on column contractors.violation.member_id is 'The firm under the contract that it is about; null: the contractor.';
comment on column contractors.violation.contractor is
  'The name of the contractor that it is about, of today or an earlier one; null: it is about another firm under the contract, or the '
  'name was not kept.';
comment on column contractors.violation.provisions is 'The provisions that are said to be violated, as far as known.';
comment on column contractors.violation.set_id is
  'The clause set of these provisions, which the contract owed; null: none is named.';
comment on column contractors.violation.source is 'Where the credible information came from.';
comment on column contractors.violation.danger is
  'Whether people are in danger, also where it was learnt later: then no protection, remedy or record waits for the firm. Its right of '
  'reply follows, it is not lost.';
comment on column contractors.violation.known_at is 'When the firm, or the party, first had credible information.';
comment on column contractors.violation.notified_at is 'When the firm notified it; null: no notice by the firm is recorded.';
comment on column contractors.violation.abate_until is 'By when the firm must end it; null: nothing is ordered.';
comment on column contractors.violation.abated_on is
  'When it was recorded that the firm ended it as it was ordered last; null: it was not, or nothing is ordered.';
comment on column contractors.violation.reply_until is 'Until when the firm may reply; null: it was not asked.';
comment on column contractors.violation.due_on is 'By when the next step is due; null: none has a date.';
comment on column contractors.violation.stage_due_on is
  'By when the next step would be due without an order to abate, which may bring it forward; null: it would have no date.';
comment on column contractors.violation.determined_by is 'Who determined that it is substantiated: another person decides the remedy.';
comment on column contractors.violation.by_link is 'The link by which the firm notified it; null: a person recorded it.';
comment on column contractors.violation.notify is
  'Whom the clause set named besides the contracting officer when it was recorded: id, title, contact. A step says who was informed.';
comment on column contractors.violation.remedies is 'The steps of the ladder that were chosen.';

alter table contractors.violation enable row level security;
alter table contractors.violation force row level security;
grant select, insert on contractors.violation to manumit_app;
grant update (
  danger, provisions, state, abate_until, abated_on, reply_until, replied_on, due_on, stage_due_on, determined_by, remedies, version
) on contractors.violation to manumit_app;

-- The contracting party alone sees it.
create policy violation_read on contractors.violation for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy violation_add on contractors.violation for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
);

-- A firm notifies violations of its own, and reads only those that it notified by this link.
create policy violation_of_firm on contractors.violation for select to manumit_app using (
  by_link = (select contractors.own_firm_link())
);

create policy violation_add_by_firm on contractors.violation for insert to manumit_app with check (
  by_link = (select contractors.own_firm_link())
  and coalesce(member_id, contract_id) = (select contractors.own_firm())
  and source = 'firm'
  and state = 'notified'
  and notified_at is not null
);

create policy violation_change on contractors.violation for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('violation-managers')))::uuid[])
);

-- An investigator begins the investigation, records what it found, and marks that people are in danger. What is decided after it is not
-- theirs.
create policy violation_investigate on contractors.violation for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('violation-investigators')))::uuid[])
  and state in ('notified', 'abating', 'investigating')
) with check (
  party_id = any ((select identity.parties(identity.group('violation-investigators')))::uuid[])
  and (state = 'investigating' or danger and state in ('notified', 'abating'))
  and determined_by is null
  and remedies is null
);

-- `count_notices` counts for the program that measures, `count_parties` for headquarters.
grant select on contractors.violation to manumit_guard;
create policy violation_guard on contractors.violation for select to manumit_guard using (true);

create policy violation_owner on contractors.violation to manumit_schema using (true) with check (true);

create trigger require_own_name before insert or update on contractors.violation
  for each row execute function identity.require_own_name('determined_by');

create trigger guard_contractor before insert on contractors.violation for each row
  when (new.contractor is not null)
  execute function contractors.guard_contractor();
