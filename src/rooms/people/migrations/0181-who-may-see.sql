-- Access records name the party of what was looked at: the guard reads where parts and rounds belong, and nothing of what they say.
grant select (id, round_id, party_id, state) on reviews.participation to manumit_guard;
grant select (id, state, release) on reviews.round to manumit_guard;
create policy participation_guard on reviews.participation for select to manumit_guard using (true);
create policy round_guard on reviews.round for select to manumit_guard using (true);
