-- That nobody took a report of danger within 24 hours, when its moment is deleted. It holds no time. A reader who takes the report
-- clears it.
alter table reports.report add column untaken boolean not null default false;
