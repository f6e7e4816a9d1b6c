-- What the papers of each version of a module ask: sheets may be entered after the program has brought a newer version.
create table training.paper_version (
  module_id text not null check (length(module_id) between 1 and 40),
  version int not null check (version >= 1),
  questions int not null check (questions between 1 and 200),
  first_look int not null check (first_look between 0 and 20),
  pass_mark text not null check (length(pass_mark) between 1 and 100),
  languages jsonb not null check (jsonb_typeof(languages) = 'array'),
  primary key (module_id, version)
);
