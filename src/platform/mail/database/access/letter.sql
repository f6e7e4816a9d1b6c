alter table mail.letter enable row level security;
alter table mail.letter force row level security;
grant select, insert, update, delete on mail.letter to manumit_guard;

create policy letter_guard on mail.letter to manumit_guard using (true) with check (true);

create policy letter_owner on mail.letter to manumit_schema using (true) with check (true);
