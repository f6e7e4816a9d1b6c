/** The columns of a table of parties. `name_fr` may be empty: then `name` is used in both languages. */
export const PARTY_COLUMNS =
  'kind code name_en name_fr body_kind from to member_since theatre host partner_kind country contact_kind contact contact_tested note source'.split(
    ' ',
  );
