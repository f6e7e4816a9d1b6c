-- Where a person found in a contract what the program did not find: the words, and their page (5f, P5f.1).
alter table contractors.finding
  add column decided_quote text check (length(decided_quote) between 1 and 300),
  add column decided_page int check (decided_page >= 1),
  add check (decided is not distinct from 'present' or num_nonnulls(decided_quote, decided_page) = 0),
  add check (decided_quote is not null or decided_page is null);
