-- Two reports of the same matter (5e, A1.5): `report_id` is the same as `same_as`. It is shown to readers who hold both alone: a person who
-- was left out of one of them learns of no link.
create table reports.duplicate (
  report_id uuid not null references reports.report on delete cascade,
  same_as uuid not null references reports.report on delete cascade check (same_as <> report_id),
  linked_by int not null check (linked_by >= 1),
  linked_on date not null,
  primary key (report_id, same_as)
);
create index duplicate_same_as on reports.duplicate (same_as);
