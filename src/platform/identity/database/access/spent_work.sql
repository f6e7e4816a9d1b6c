comment on table identity.spent_work is 'Proofs of work that were submitted, and guesses that needed none: each challenge is valid once.';
comment on column identity.spent_work.guess_of is
  'While it is set, one password may be tried at the address of this digest. A guess is counted before it is checked, so parallel '
  'guesses cannot exceed the allowed count (docs/decisions/040).';
comment on column identity.spent_work.nonce is 'The first part of the challenge, or a random word for a guess that needed none.';
comment on column identity.spent_work.until is 'When the row may go: five minutes after the guess began.';

alter table identity.spent_work enable row level security;
alter table identity.spent_work force row level security;
grant select, insert, update, delete on identity.spent_work to manumit_guard;

create policy spent_work_guard on identity.spent_work to manumit_guard using (true) with check (true);

create policy spent_work_owner on identity.spent_work to manumit_schema using (true) with check (true);
