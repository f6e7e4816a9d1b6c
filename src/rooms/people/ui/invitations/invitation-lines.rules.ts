import type { BothLanguages } from '#kernel/both-languages.ts';
import { LANGUAGES, LOCALES, type Locale } from '#kernel/languages.ts';
import { Email, Name } from '../../people.schema.ts';

/** A party that a line may name, by its code or its name in any language of the desk. */
export type NamedParty = { readonly id: string; readonly code: string; readonly name: BothLanguages };
export type LineFault = 'cells' | 'name' | 'email' | 'party' | 'language' | 'twice';
/** One line as read: what it says, what was understood, and the first problem. */
export type InvitationLine = {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly party: NamedParty | null;
  readonly partyText: string;
  readonly language: Locale;
  readonly fault: LineFault | null;
};

const HEADING = /^(name|nom)$/i;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** Reads pasted lines or a CSV file: name, email address, party, language. Empty lines and a heading are skipped; quotes around a cell are dropped. */
export function readInvitationLines(text: string, parties: readonly NamedParty[], usual: Locale): InvitationLine[] {
  const byName = new Map(parties.flatMap((party) => [party.code, ...Object.values(party.name)].map((name) => [plain(name), party])));
  const seen = new Set<string>();
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((row, at) => {
      const cells = cellsOf(row);
      if (cells.every((cell) => cell === '') || (at === 0 && HEADING.test(cells[0]!))) return [];
      const [name = '', email = '', partyText = '', said = ''] = cells;
      const party = byName.get(plain(partyText)) ?? null;
      const language = said === '' ? usual : languageOf(said);
      const faults: readonly [LineFault, boolean][] = [
        ['cells', cells.length < 3],
        ['name', !Name.safeParse(name).success],
        ['email', !Email.safeParse(email).success],
        ['twice', seen.has(email.toLowerCase())],
        ['party', party === null],
        ['language', language === undefined],
      ];
      seen.add(email.toLowerCase());
      const fault = faults.find(([, isThere]) => isThere)?.[0] ?? null;
      return [{ line: at + 1, name, email, party, partyText, language: language ?? usual, fault }];
    });
}

// A tab comes from a spreadsheet, a semicolon from a file. A comma separates only where a line has neither, because names contain commas.
function cellsOf(row: string): string[] {
  const separator = row.includes('\t') ? '\t' : row.includes(';') ? ';' : ',';
  return row.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

function languageOf(said: string): Locale | undefined {
  const wanted = plain(said);
  return LOCALES.find((code) => code === wanted) ?? LANGUAGES.find(({ name }) => plain(name) === wanted)?.code;
}
