-- Mail at once, where a firm notifies credible information or people are in danger (5f, P5f.3).
alter table mail.message drop constraint message_kind_check;
alter table mail.message add constraint message_kind_check
  check (kind in ('invitation', 'digest', 'danger', 'reports', 'test-notice', 'urgent'));
create index message_urgent on mail.message (person_id) where kind = 'urgent';

-- Unanswered questions are a task, and what firms sent is news.
create index firm_question_due on contractors.firm_question (party_id, due_on);
create index firm_message_question on contractors.firm_message (question_id) where question_id is not null;
create index firm_message_news on contractors.firm_message (party_id, sent_at);
