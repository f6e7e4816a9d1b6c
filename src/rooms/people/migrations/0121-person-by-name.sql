-- People are listed by name, a page at a time, however many there are.
create index person_name on identity.person (name, id);
