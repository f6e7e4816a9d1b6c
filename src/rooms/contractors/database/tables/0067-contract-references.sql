-- What a document says of other documents (5f): how it is named, which it takes over, and which prevails. Null: it was not read, or
-- it was read before this was looked for.
alter table contractors.document add column links jsonb check (length(links::text) <= 100000);
