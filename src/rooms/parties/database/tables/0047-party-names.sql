-- The list of parties by name, in each language (views/party-page.store.ts). The key leaves out accents and capitals, so that Égypte comes
-- before Estonie under every collation of the database. It is a column because row-level security lets an index answer comparisons of
-- texts, but not of what a function makes of them.
alter table parties.party
  add column name_key_en text not null collate "C" generated always as (
    lower(translate(regexp_replace(normalize(name_en, NFKD), '[\u0300-\u036f]', '', 'g'), 'ÆæŒœØøŁł', 'AaOoOoLl') collate "C")
  ) stored,
  add column name_key_fr text not null collate "C" generated always as (
    lower(translate(regexp_replace(normalize(name_fr, NFKD), '[\u0300-\u036f]', '', 'g'), 'ÆæŒœØøŁł', 'AaOoOoLl') collate "C")
  ) stored;
create index party_name_en on parties.party (name_key_en, id);
create index party_name_fr on parties.party (name_key_fr, id);
create index party_kind_name_en on parties.party (kind, name_key_en, id);
create index party_kind_name_fr on parties.party (kind, name_key_fr, id);
