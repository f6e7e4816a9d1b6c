-- Plainer names: an answer is one choice of three, and a request has a kind.
alter table commitments.answer rename column word to choice;
alter table commitments.answer rename constraint answer_word_check to answer_choice_check;
alter table commitments.request rename column way to kind;
alter table commitments.request rename constraint request_way_check to request_kind_check;
