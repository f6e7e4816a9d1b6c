-- A return has a release for each of its sections. What it records as evidence is not opened by a round that cites it.
alter table evidence.item add column opens_with_round boolean not null default true;
