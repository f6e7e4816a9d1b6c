-- Of which clause set the provisions are that a violation is said to break: a contract may owe another one later.
alter table contractors.violation add column set_id text check (length(set_id) between 1 and 60);
