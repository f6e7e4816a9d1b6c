-- Containers of files that have not all their chunks are erased after their ticket. They were found by counting the chunks of every expired
-- container, whole ones too, with each report that has files. So a container says when it is whole, and an index has the others.
alter table reports.container add column is_whole boolean not null default false;
update reports.container c set is_whole = true
  where (select count(*) from reports.chunk p where p.report_id = c.report_id) >= ceil(c.bytes / 65536.0);
create index container_unfinished on reports.container (expires_on) where not is_whole;
