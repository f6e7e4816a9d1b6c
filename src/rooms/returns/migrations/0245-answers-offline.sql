-- Answers given elsewhere already: the document stands with its pages in place of an answer given anew. And the letter an official signed.
alter table reporting.answer drop constraint answer_choice_check;
alter table reporting.answer add constraint answer_choice_check check (choice in ('still-true', 'changed', 'not-known', 'elsewhere')),
  add constraint answer_elsewhere_check check (choice is distinct from 'elsewhere' or document_id is not null);

alter table reporting.step add column document_id uuid,
  add foreign key (document_id, party_id) references evidence.document (id, party_id),
  add check (document_id is null or act = 'sign');
