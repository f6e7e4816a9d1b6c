-- Pages of pictures that a program of the machine read (OCR): letters in what was found there may be wrong.
alter table contractors.document add column ocr_pages int[] not null default '{}';
