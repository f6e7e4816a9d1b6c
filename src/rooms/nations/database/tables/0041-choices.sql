-- As commitments.answer: an answer of the checklist is one choice of three.
alter table nations.joining_answer rename column word to choice;
alter table nations.joining_answer rename constraint joining_answer_word_check to joining_answer_choice_check;
