comment on table lrs.mention is 'The other agents and activities a statement names: members of a group, instructors, context activities.';
comment on column lrs.mention.key is 'The 64-bit number of the agent or activity, made like the keys of a statement.';
comment on column lrs.mention.stored_at is 'Copied from the statement, so that the index gives mentions in the order of a query.';

alter table lrs.mention enable row level security;
alter table lrs.mention force row level security;
grant select on lrs.mention to manumit_app;
grant select, insert, delete on lrs.mention to manumit_guard;

create policy mention_read on lrs.mention for select to manumit_app using (source_id = (select lrs.own_source()));

create policy guard_all on lrs.mention to manumit_guard using (true) with check (true);

create policy owner_all on lrs.mention to manumit_schema using (true) with check (true);
