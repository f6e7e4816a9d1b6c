comment on table training.paper_version is
  'What the papers of each version of a module ask. The files hold only the newest version, so each start writes it here. Sheets of an '
  'earlier version can then be entered after an upgrade.';
comment on column training.paper_version.questions is 'How many questions a test on paper has, the same for every series.';
comment on column training.paper_version.first_look is 'How many questions the first look has; 0: none.';
comment on column training.paper_version.pass_mark is 'The parameter of the edition that holds the pass mark in percent.';
comment on column training.paper_version.languages is
  'A list of what its papers were printed in: `tag`, `name`, and for a module with a text to sign the name of the language of that text '
  '(`signedIn`) and its fingerprint (`hash`); otherwise both are null.';

alter table training.paper_version enable row level security;
alter table training.paper_version force row level security;
grant select on training.paper_version to manumit_app;

-- The figures are printed on the papers themselves.
create policy paper_version_read on training.paper_version for select to manumit_app using (true);

create policy paper_version_owner on training.paper_version to manumit_schema using (true) with check (true);
