/** What a table of contracts may say of each, in the order of the form. The last three are of firms under a contract. */
export const IMPORT_COLUMNS = [
  'number',
  'title',
  'contractor',
  'value',
  'currency',
  'country',
  'place',
  'abroad',
  'offTheShelf',
  'labour',
  'recruitsMigrants',
  'housesWorkers',
  'clauseOn',
  'awardedOn',
  'startsOn',
  'endsOn',
  'officer',
  'operation',
  'set',
  'state',
  'under',
  'engagedBy',
  'kind',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];
export const REQUIRED_COLUMNS = ['number', 'title', 'contractor'] as const satisfies readonly ImportColumn[];

/** How days and amounts are written in a table where that is not plain. */
export const DAY_ORDERS = ['day-first', 'month-first'] as const;
export const DECIMAL_SIGNS = ['comma', 'point'] as const;

/** Which heading of a table holds which column, and how its days and amounts are written; null: not said, so an ambiguous one is a fault. */
export type ColumnMapping = {
  readonly columns: Partial<Record<ImportColumn, string>>;
  readonly days: (typeof DAY_ORDERS)[number] | null;
  readonly decimal: (typeof DECIMAL_SIGNS)[number] | null;
};

/** The mapping of the last import. `headings`: all of that sheet, also those that were left out; not known of older imports. */
export type RememberedMapping = ColumnMapping & { readonly headings?: readonly string[] };

// Headings as sheets have them, in English and French, without accents and signs.
const SYNONYMS: Record<ImportColumn, string> = {
  number: [
    'number|contract no|contract number|contract id|contract ref|contract reference|contract|no|ref|reference|n|n de marche|no de marche',
    'numero|numero de marche|n de contrat|no de contrat|numero de contrat|marche|contrat',
  ].join('|'),
  title: 'title|subject|description|work|scope|services|object|subject matter|objet|intitule|libelle|travaux|prestation|objet du marche',
  contractor: [
    'contractor|supplier|vendor|firm|company|contractor name|vendor name|supplier name',
    'fournisseur|titulaire|prestataire|contractant|entreprise|societe|attributaire',
  ].join('|'),
  value: 'value|amount|contract value|contract amount|price|total value|total|montant|valeur|prix|montant ht|montant du marche',
  currency: 'currency|ccy|cur|monnaie|devise',
  country: 'country|country code|country of performance|country of the work|pays|pays d execution',
  place: 'place|location|site|place of performance|camp|lieu|lieu d execution|emplacement',
  abroad: 'abroad|overseas|outside the country|performed abroad|execute a l etranger|a l etranger|etranger|hors du pays',
  offTheShelf:
    'off the shelf|off the shelf supplies alone|seulement des produits du commerce|cots|commercial off the shelf|offtheshelf|sur etagere|produits du commerce',
  labour: 'labour|labor|labour type|labor type|type of labour|type of labor|main d oeuvre|type de main d oeuvre',
  recruitsMigrants:
    'migrants|recruited migrants|migrant workers|recruits migrants|recrute des migrants|travailleurs migrants|migrants recrutes|recrutement de migrants',
  housesWorkers: 'housing|houses workers|worker housing|loge des travailleurs|accommodation|logement|heberge|hebergement',
  clauseOn: 'clause date|date of clause|date of the clause|date de la clause',
  awardedOn:
    'award|awarded|award date|awarded on|date of award|signed|signature date|attribue le|attribution|date d attribution|date de signature|notifie le',
  startsOn: 'start|starts|starts on|start date|contract start date|begin|from|debut|date de debut|commence le',
  endsOn:
    'end|ends|ends on|se termine le|end date|contract end date|expiry|expiry date|expires|to|until|fin|date de fin|echeance|expire le',
  officer: [
    'officer|contracting officer|responsible|responsable|responsable des contrats|acheteur|charge de marches|responsable du marche',
    'contracting officer e mail|contracting officer email|officer e mail|officer email|e mail of the officer|email of the officer',
    'courriel du responsable|courriel du responsable des contrats|adresse du responsable',
  ].join('|'),
  operation: 'operation|mission|operation code|code de l operation',
  set: 'set|clause set|provisions|dispositions|ensemble de clauses|ensemble de dispositions',
  state: 'state|status|contract status|etat|statut',
  under:
    'under|under contract|under the contract|sous le contrat|prime contract|prime contract no|main contract|parent contract|sous le marche|marche principal|contrat principal',
  engagedBy: 'engaged by|hired by|engage par|engagee par|recrute par|donneur d ordre',
  kind: 'kind|role|type of firm|kind of firm|role of the firm|nature|type d entreprise',
};

/** A heading or word without case, accents and signs: "N° de marché" -> "n de marche". Pure. */
export function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Which heading most likely holds which column: the longest synonym that the heading is, or contains, decides. Pure. */
export function guessColumns(headings: readonly string[]): Partial<Record<ImportColumn, string>> {
  const found = headings.flatMap((heading) => {
    const words = plainWords(heading);
    return IMPORT_COLUMNS.flatMap((column) =>
      [...SYNONYMS[column].split('|'), plainWords(column)]
        .filter((synonym) => words === synonym || (synonym.length >= 5 && ` ${words} `.includes(` ${synonym} `)))
        .map((synonym) => ({ heading, column, weight: synonym.length + (words === synonym ? 100 : 0) })),
    );
  });
  const columns: Partial<Record<ImportColumn, string>> = {};
  const taken = new Set<string>();
  for (const { heading, column } of found.toSorted((a, b) => b.weight - a.weight)) {
    if (columns[column] !== undefined || taken.has(heading)) continue;
    columns[column] = heading;
    taken.add(heading);
  }
  return columns;
}

/** The row of headings: of the first rows, which may be a title, the one in which the most columns are recognised. Its index. Pure. */
export function headingRow(records: readonly (readonly string[])[]): number {
  let [best, most] = [0, 0];
  for (const [index, cells] of records.slice(0, 10).entries()) {
    const count = Object.keys(guessColumns(cells)).length;
    if (count > most) [best, most] = [index, count];
  }
  return best;
}

/** The headings of a row, each different: a second "Date" becomes "Date (2)". Empty ones are of no use and stay empty. Pure. */
export function distinctHeadings(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const heading = cell.trim().slice(0, 100);
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return heading === '' || count === 1 ? heading : `${heading} (${count})`;
  });
}

/**
 * The mapping for these headings: what is remembered, where its headings are here, and guesses for the headings that are new. The columns of an export of this
 * program are those that its headings name: what another sheet left out says nothing of it. Pure.
 */
export function mappingFor(headings: readonly string[], remembered: RememberedMapping | null, isExport: boolean): ColumnMapping {
  if (isExport) return { columns: guessColumns(headings), days: remembered?.days ?? null, decimal: remembered?.decimal ?? null };
  const kept = Object.entries(remembered?.columns ?? {}).filter(([, heading]) => headings.includes(heading));
  const taken = new Set(kept.map(([, heading]) => heading));
  // A column that the last import left out on purpose is not guessed again. Where its headings are not known, they may be these if all that it used are here.
  const isSame = remembered !== null && kept.length === Object.keys(remembered.columns).length;
  const seen = new Set(remembered?.headings ?? (isSame ? headings : []));
  const guessed = guessColumns(headings.filter((heading) => !taken.has(heading) && !seen.has(heading)));
  return {
    columns: { ...guessed, ...Object.fromEntries(kept) },
    days: remembered?.days ?? null,
    decimal: remembered?.decimal ?? null,
  };
}
