-- The same orders without coalesce: up to PostgreSQL 17 no expression with it counts as leakproof. So a page after the first one, under
-- row-level security, read every consultation of its kind instead of beginning in the index.
drop index cooperation.consultation_decided, cooperation.consultation_informed, cooperation.consultation_kind_decided,
  cooperation.consultation_kind_informed;
create index consultation_decided on cooperation.consultation
  ((case when decided_on is null then 'infinity'::date else decided_on end), id);
create index consultation_informed on cooperation.consultation
  ((case when informed_on is null then 'infinity'::date else informed_on end), id);
create index consultation_kind_decided on cooperation.consultation
  (kind, (case when decided_on is null then 'infinity'::date else decided_on end), id);
create index consultation_kind_informed on cooperation.consultation
  (kind, (case when informed_on is null then 'infinity'::date else informed_on end), id);
