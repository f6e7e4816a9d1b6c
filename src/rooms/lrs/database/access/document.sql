comment on table lrs.document is
  'State of an activity and an agent, and profiles of either. `scope` is the hash of the kind, activity and agent; `registration` may '
  'narrow a state.';
comment on column lrs.document.registration is 'All zeros if none is named: no registration has that value.';
comment on column lrs.document.scope is 'A hash: which kind, activity and agent the document belongs to.';
comment on column lrs.document.content is 'What was stored, as it came; JSON that is added to is merged.';

alter table lrs.document enable row level security;
alter table lrs.document force row level security;
grant select, insert, update, delete on lrs.document to manumit_app;
grant select, delete on lrs.document to manumit_guard;

create policy document_read on lrs.document for select to manumit_app using (source_id = (select lrs.own_source()));

create policy document_store on lrs.document for insert to manumit_app with check (source_id = (select lrs.own_source()));

create policy document_change on lrs.document for update to manumit_app using (source_id = (select lrs.own_source()))
  with check (source_id = (select lrs.own_source()));

create policy document_delete on lrs.document for delete to manumit_app using (source_id = (select lrs.own_source()));

create policy guard_all on lrs.document to manumit_guard using (true) with check (true);

create policy owner_all on lrs.document to manumit_schema using (true) with check (true);
