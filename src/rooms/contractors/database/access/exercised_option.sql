comment on table contractors.exercised_option is
  'An option of a contract that was exercised, with its clause set or under an override (5f).';
comment on column contractors.exercised_option.value is 'Its value in the currency of the contract; null: not known.';

alter table contractors.exercised_option enable row level security;
alter table contractors.exercised_option force row level security;
grant select, insert on contractors.exercised_option to manumit_app;

create policy exercised_option_read on contractors.exercised_option for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy exercised_option_add on contractors.exercised_option for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy exercised_option_owner on contractors.exercised_option to manumit_schema using (true) with check (true);

create trigger guard_option before insert on contractors.exercised_option for each row execute function contractors.guard_option();
