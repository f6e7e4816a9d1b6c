comment on table lrs.mention is 'The other agents and activities a statement names: members of a group, instructors, context activities.';

alter table lrs.mention enable row level security;
alter table lrs.mention force row level security;
grant select on lrs.mention to manumit_app;
grant select, insert, delete on lrs.mention to manumit_guard;

create policy mention_read on lrs.mention for select to manumit_app using (source_id = (select lrs.own_source()));

create policy guard_all on lrs.mention to manumit_guard using (true) with check (true);

create policy owner_all on lrs.mention to manumit_schema using (true) with check (true);
