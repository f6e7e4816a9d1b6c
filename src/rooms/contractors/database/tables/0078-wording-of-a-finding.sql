-- Which version of its wording a provision has, where its set names versions (5f, P5f.1).
alter table contractors.finding add column wording text check (length(wording) between 1 and 60);
