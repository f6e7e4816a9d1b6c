comment on table reporting.link_use is 'Each use of a link to a section.';

alter table reporting.link_use enable row level security;
alter table reporting.link_use force row level security;
grant select on reporting.link_use to manumit_app;
grant select, insert, update on reporting.link_use to manumit_guard;

create policy link_use_read on reporting.link_use for select to manumit_app using (
  (select reporting.own_link()) is null
  and link_id in (select id from reporting.link)
);

create policy guard_all on reporting.link_use to manumit_guard using (true) with check (true);

create policy owner_all on reporting.link_use to manumit_schema using (true) with check (true);
