import { inEach } from '#kernel/languages.ts';
import { ROLE } from '#kernel/roles.ts';
import type { Says } from '#kernel/status.ts';
import { freshMonths } from '#rooms/commitments/index.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { submitEvidence } from '#rooms/evidence/steps/submit-evidence.command.ts';
import { currentEdition, type Obligation } from '#rooms/policy/index.ts';
import { ACCOUNTS, type CastParty, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, runAs } from './context.ts';
import { pick, randomNumbers } from './random-numbers.ts';
import { type Key, translateExercise } from './texts.ts';
import { rosterFigures } from './training/train.ts';

/** A planned evidence item of the scenario: its content, the obligations it is about, its date, the figure in its title, and the document it cites. */
export type PlannedItem = {
  day: string;
  kind: string;
  obligationIds: string[];
  says: Says;
  number: number;
  source: Source;
  reference: number;
};
type Source = 'source.order' | 'source.register' | 'source.letter';
type Undocumented = Omit<PlannedItem, 'source' | 'reference'>;

const WORDS: Record<string, Says> = { m: 'met', p: 'partly-met', i: 'in-progress', s: 'not-started', n: 'not-met' };
// Treaty rows come with the treaty table, reviews with the rounds and the adoption with the edition; parties do not declare them.
const FROM_WORK = ['EV-TRTY', 'EV-REV', 'EV-FIND'];
// One document of these kinds serves as evidence for many obligations of a clause.
const WHOLE = ['EV-CURR', 'EV-ASMT'];
const DAY_MS = 86_400_000;

/** The evidence of a party in the scenario, oldest first. The same for the same random seed, party and day. */
export function planItems({ randomSeed, calendar }: Pick<ExerciseContext, 'randomSeed' | 'calendar'>, party: CastParty): PlannedItem[] {
  const edition = currentEdition();
  const owed = edition.obligations.filter((row) => row.owners.includes(party.as) && row.id !== edition.adoption?.obligation);
  const subjects = owed.flatMap((row) => kindsOf(row).map((kind) => ({ row, kind })));
  const groups = Map.groupBy(subjects, ({ row, kind }) => (WHOLE.includes(kind) ? `${row.clause} ${kind}` : `${row.id} ${kind}`));
  const planned = [...groups]
    .flatMap(([group, rows]): Undocumented[] => {
      const next = randomNumbers(`${randomSeed} ${party.code} ${group}`);
      if (next() >= party.habit.share) return [];
      const { row, kind } = rows[0]!;
      const says = WORDS[pick(next, [...party.habit.says])]!;
      const months = freshMonths(edition, row, kind, new Date(calendar.today)) ?? 24;
      // One in ten was not reviewed in time.
      const age = Math.floor(next() < 0.1 ? months * 30 + 60 + next() * 200 : 8 + next() * Math.min(330, months * 27));
      const content = { kind, obligationIds: rows.map((one) => one.row.id), number: figureOf(party, kind) ?? 3 + Math.floor(next() * 36) };
      const items = [{ ...content, says, day: calendar.ago(age) }];
      // Monthly obligations have a row of months; half of the others also have evidence from a good year before.
      if (months === 1) items.push(...[35, 66, 96].map((days) => ({ ...content, says, day: calendar.ago(age + days) })));
      else if (next() < 0.55)
        items.push(earlier({ ...content, says: says === 'met' ? 'met' : 'in-progress', day: calendar.ago(age + 380) }, 1));
      // The round of two years ago covered these two clauses.
      if (['3', '5d'].includes(row.clause) && next() < 0.7)
        items.push(earlier({ ...content, says, day: calendar.ago(940 + Math.floor(next() * 60)) }, 2));
      return items;
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const documented: PlannedItem[] = [];
  for (const item of planned) documented.push({ ...item, ...cite(documented, item) });
  return documented;
}

/** The document that the next item cites. Orders, register entries and letters of a party are numbered through the year, so each number names one document. */
function cite(
  before: readonly PlannedItem[],
  { number, day }: Pick<PlannedItem, 'number' | 'day'>,
): Pick<PlannedItem, 'source' | 'reference'> {
  const source: Source = number % 3 === 0 ? 'source.order' : number % 3 === 1 ? 'source.register' : 'source.letter';
  const same = before.filter((one) => one.source === source && one.day.slice(0, 4) === day.slice(0, 4));
  return { source, reference: same.length + 1 };
}

// What a nation with a roster says of its people is what its roster says.
function figureOf({ code }: CastParty, kind: string): number | undefined {
  const figures = rosterFigures(code);
  return kind === 'EV-TRN' ? figures?.trained : kind === 'EV-ACK' ? figures?.signed : undefined;
}

// An earlier version of a document has a lower number.
const earlier = (item: Undocumented, by: number): Undocumented => ({ ...item, number: item.number - by });

/** The kinds a party shows for an obligation: all of them where all are needed, otherwise the first. */
function kindsOf({ evidence }: Obligation): string[] {
  const kinds = evidence.kinds.filter((kind) => !FROM_WORK.includes(kind));
  return evidence.needs === 'all' ? kinds : kinds.slice(0, 1);
}

/** Enters and submits evidence items, each soon after its date. The person who does the work drafts it; the person who speaks for the party signs it. */
export async function enterItems(context: ExerciseContext, party: CastParty, items: readonly PlannedItem[]): Promise<void> {
  for (const item of items) await giveItem(context, party, item);
}

async function giveItem(context: ExerciseContext, party: CastParty, item: PlannedItem): Promise<string> {
  const entered = new Date(Date.parse(item.day) + DAY_MS + (8 + (item.number % 8)) * 3_600_000);
  const draft = await runAs(context, drafterOf(party, item.kind), entered, enterEvidence, contentOf(context, party, item));
  const signed = new Date(entered.getTime() + 3_600_000);
  return (await runAs(context, signerOf(party), signed, submitEvidence, { itemId: draft.id, version: 1 })).id;
}

/** Leaves drafts that only the party sees. They cite the next documents after those of its other evidence. */
export async function leaveDrafts(context: ExerciseContext, party: CastParty, items: readonly Undocumented[]): Promise<void> {
  const before = planItems(context, party);
  for (const item of items) {
    before.push({ ...item, ...cite(before, item) });
    const when = new Date(Date.parse(item.day) + DAY_MS + 9 * 3_600_000);
    await runAs(context, drafterOf(party, item.kind), when, enterEvidence, contentOf(context, party, before.at(-1)!));
  }
}

function contentOf(context: ExerciseContext, { code, name }: CastParty, item: PlannedItem) {
  const { kind, obligationIds, says, day } = item;
  const both = (key: Key, n: number) =>
    inEach((locale) => translateExercise(locale, key, { party: name[locale], n, year: day.slice(0, 4) }));
  return {
    partyId: idOf(context, code),
    editionId: currentEdition().id,
    obligationIds,
    kind,
    says,
    title: both(`item.${kind}` as Key, item.number),
    date: day,
    source: both(item.source, item.reference),
  };
}

function drafterOf(party: CastParty, kind: string): string {
  if (party.as === 'contractor') return signerOf(party);
  const role = ['EV-CLAU', 'EV-RMDY', 'EV-PLAN', 'EV-CERT', 'EV-NOTI'].includes(kind)
    ? ROLE.contractingOfficer
    : ['EV-TRN', 'EV-CURR', 'EV-PROV'].includes(kind)
      ? ROLE.trainingOfficer
      : ROLE.legalAdviser;
  return ACCOUNTS.find((one) => one.role === role && one.at.includes(party.code))?.key ?? signerOf(party);
}

// Firms have no signer. The policy office writes about them in its own name.
function signerOf({ as, code }: CastParty): string {
  return as === 'contractor' ? ACCOUNTS[0]!.key : speakerOf(code);
}
