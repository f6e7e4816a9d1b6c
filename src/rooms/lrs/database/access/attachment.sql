comment on table lrs.attachment is 'A file that came with a statement, stored once per source.';
comment on column lrs.attachment.content is 'The file. `sha2` is its hash as the statement names it.';

alter table lrs.attachment enable row level security;
alter table lrs.attachment force row level security;
grant select, insert on lrs.attachment to manumit_app;
grant select, delete on lrs.attachment to manumit_guard;

create policy attachment_read on lrs.attachment for select to manumit_app using (source_id = (select lrs.own_source()));

create policy attachment_store on lrs.attachment for insert to manumit_app with check (source_id = (select lrs.own_source()));

create policy guard_all on lrs.attachment to manumit_guard using (true) with check (true);

create policy owner_all on lrs.attachment to manumit_schema using (true) with check (true);
