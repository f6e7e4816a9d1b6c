import { type Block, writeTextDocument } from '#platform/documents/text-document/text-document.ts';
import { type Cell, type Sheet, writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { Report } from '../report.schema.ts';
import { groupsOf } from './matrix-view.ts';
import { partyView } from './party-view.ts';
import { frameOf, type ReportPrint, reportView, titleOf } from './report-document.ts';
import { translateReport } from './texts.ts';

type View = ReturnType<typeof reportView>;
type PartyWords = ReturnType<typeof partyView>;
const lines = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join('\n');

/** The report of a round as a text document (DOCX): the content of the PDF by party, for readers who quote from it. The matrix is in the workbook. */
export function reportDocx(report: Report, print: ReportPrint): Promise<Buffer> {
  const view = reportView(report, print.edition, print.locale);
  const blocks = [
    { heading: view.title, level: 1 as const },
    pairs(view.head.map(({ label, text }) => [label, text])),
    { text: view.words.silence, small: true },
    ...view.parties.flatMap((party) => partyBlocks(party, view.words)),
    { heading: view.words.sources, level: 2 as const },
    ...(view.sources.length === 0
      ? [{ text: view.words.noSources }]
      : [
          table(
            [60, 25, 15],
            [view.words.source, view.words.asOf, view.words.items],
            view.sources.map(({ source, asOf, items }) => [source, asOf, items]),
          ),
        ]),
    { heading: view.words.hashes, level: 2 as const },
    { text: view.hashes.text },
    ...(view.hashes.hidden === null ? [] : [{ text: view.hashes.hidden }]),
    ...(view.hashes.rows.length === 0
      ? []
      : [
          table(
            [40, 60],
            [view.words.hashesSection, view.words.hashesValue],
            view.hashes.rows.map(({ name, sha256 }) => [name, sha256]),
          ),
        ]),
  ];
  return writeTextDocument({ ...frameOf(report, print, view.title), blocks });
}

/** A party's part of a report as blocks: facts, obligations by clause, findings, comments. */
export function partyBlocks(party: PartyWords, words: View['words']): Block[] {
  const heads = [words.obligation, words.says, words.rating, words.evidence];
  return [
    { heading: party.name, level: 2 },
    { text: party.facts.join('\n') },
    ...party.clauses.flatMap((clause): Block[] => [
      { heading: clause.note === null ? clause.title : `${clause.title} († ${clause.note})`, level: 3 },
      table(
        [25, 20, 25, 30],
        heads,
        clause.obligations.map((obligation) => [
          lines(`${obligation.id} ${obligation.title}`, obligation.reconstructed),
          lines(obligation.status.word, obligation.origin, obligation.answer, obligation.note),
          obligation.rating === null
            ? lines(words.noRating, obligation.corrected, obligation.before)
            : lines(
                obligation.rating.word,
                obligation.reason,
                obligation.corrected,
                obligation.rated,
                obligation.suggestion,
                obligation.before,
              ),
          obligation.evidence.length === 0
            ? obligation.noEvidence
            : obligation.evidence.map((item) => `${item.number} ${item.title}. ${item.line}`).join('\n'),
        ]),
      ),
    ]),
    { heading: words.findings, level: 3 },
    ...(party.findings.length === 0 ? [{ text: words.noFindings }] : party.findings.flatMap(findingBlocks)),
    { heading: words.comments, level: 3 },
    ...(party.comments.length === 0
      ? [{ text: words.noComments }]
      : party.comments.map((comment) => ({ text: lines(`${comment.on}. ${comment.by}`, comment.text, comment.decision) }))),
  ];
}

function findingBlocks(finding: PartyWords['findings'][number]): Block[] {
  const followUp = finding.followUp.map((event) => [event.line, ...event.notes].join('\n'));
  return [
    { text: lines(finding.head, finding.text) },
    { text: finding.facts.join(' · '), small: true },
    ...(followUp.length === 0 ? [] : [{ list: followUp }]),
  ];
}

/** The report of a round as a workbook (XLSX): one row per party and obligation, for sorting and filtering. Rows are never added up. */
export function reportXlsx(report: Report, print: ReportPrint): Promise<Buffer> {
  const { locale, edition } = print;
  const view = reportView(report, edition, locale);
  const t = (key: Parameters<typeof translateReport>[1]) => translateReport(locale, key);
  const sheet = (
    name: 'round' | 'obligations' | 'findings' | 'comments' | 'hashes',
    columns: readonly (readonly [column: Column, width: number])[],
    rows: readonly (readonly Cell[])[],
    notes: string[] = [],
  ): Sheet => ({
    name: t(`sheet.${name}`),
    heading: view.title,
    notes,
    columns: columns.map(([column, width]) => ({ header: t(`column.${column}`), width })),
    rows,
  });
  const parties = groupsOf(report.parties, locale).flatMap((group) => group.parties.map((party) => ({ party, group: group.name })));
  const words = parties.map(({ party, group }) => ({ party, group, view: partyView(party, report.corrections, edition, locale) }));
  const obligations = words.flatMap(({ party, group, view: own }) => {
    const facts = new Map(party.obligations.map((obligation) => [obligation.id, obligation]));
    const ids = own.clauses.flatMap((clause) => clause.obligations);
    const inOrder = edition.columns.flatMap((id) =>
      party.obligations.filter((obligation) => obligation.clause === id).map((obligation) => obligation.id),
    );
    return ids.map((obligation, at): Cell[] => {
      const fact = facts.get(inOrder[at]!)!;
      const declared = fact.evidence.filter((item) => item.origin === 'declared').length;
      const before = fact.before === undefined ? null : translateStatuses(locale, fact.before.rating ?? 'not-rated');
      const rating = obligation.rating?.word ?? view.words.notRated;
      const filesOfReport = [
        own.name,
        group,
        fact.clause,
        obligation.id,
        obligation.title,
        obligation.status.word,
        obligation.origin,
        obligation.answer,
        obligation.note,
      ];
      return [...filesOfReport, rating, lines(obligation.reason, obligation.corrected), before, fact.evidence.length, declared];
    });
  });
  const facts = words.map(({ view: own }): Cell[] => [own.name, own.facts.join('\n')]);
  return writeWorkbook({
    ...frameOf(report, print, titleOf(report, locale)),
    sheets: [
      sheet(
        'round',
        [
          ['fact', 34],
          ['value', 90],
        ],
        [...view.head.map(({ label, text }): Cell[] => [label, text]), ...facts],
        [view.words.silence],
      ),
      sheet('obligations', OBLIGATION_COLUMNS, obligations),
      sheet(
        'findings',
        [
          ['party', 24],
          ['finding', 44],
          ['text', 60],
          ['facts', 60],
          ['follow-up', 60],
        ],
        words.flatMap(({ view: own }) =>
          own.findings.map((finding): Cell[] => [
            own.name,
            finding.head,
            finding.text,
            finding.facts.join('\n'),
            finding.followUp.map((event) => [event.line, ...event.notes].join('\n')).join('\n'),
          ]),
        ),
      ),
      sheet(
        'comments',
        [
          ['party', 24],
          ['on', 30],
          ['by', 30],
          ['comment', 60],
          ['decision', 60],
        ],
        words.flatMap(({ view: own }) =>
          own.comments.map((comment): Cell[] => [own.name, comment.on, comment.by, comment.text, comment.decision]),
        ),
      ),
      sheet(
        'hashes',
        [
          ['party', 34],
          ['hash', 70],
        ],
        view.hashes.rows.map(({ name, sha256 }): Cell[] => [name, sha256]),
        [view.hashes.text],
      ),
    ],
  });
}

type Column =
  | 'party'
  | 'group'
  | 'clause'
  | 'obligation'
  | 'title'
  | 'says'
  | 'origin'
  | 'answer'
  | 'note'
  | 'rating'
  | 'reason'
  | 'before'
  | 'items'
  | 'declared'
  | 'finding'
  | 'text'
  | 'facts'
  | 'follow-up'
  | 'on'
  | 'by'
  | 'comment'
  | 'decision'
  | 'fact'
  | 'value'
  | 'hash';

const OBLIGATION_COLUMNS: readonly (readonly [Column, number])[] = [
  ['party', 24],
  ['group', 24],
  ['clause', 8],
  ['obligation', 9],
  ['title', 44],
  ['says', 20],
  ['origin', 20],
  ['answer', 28],
  ['note', 40],
  ['rating', 20],
  ['reason', 50],
  ['before', 20],
  ['items', 10],
  ['declared', 10],
];

/** A table of labels and their values. */
export function pairs(rows: readonly (readonly [string, string])[]): Block {
  return { table: { headers: null, widths: [28, 72], rows: rows.map(([label, text]) => [{ strong: label }, text]) } };
}
/** A table with a header row; widths in percent. */
export function table(widths: readonly number[], headers: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { table: { headers, widths, rows } };
}
