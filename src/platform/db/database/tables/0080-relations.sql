-- What the table files left in the database, so that a start finds a table or a column that was made or dropped by hand.
create table platform.relation (
  name text primary key
);
