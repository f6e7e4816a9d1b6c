import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import type { Block } from '#platform/documents/text-document/text-document.ts';
import { readWorkbook } from '#platform/documents/workbook/workbook.ts';
import { sampleEdition, sampleReport } from './fixtures.ts';
import { councilBlocks, invitationBlocks, missionBlocks } from './papers.ts';
import { frameOf, type ReportPrint } from './report-document.ts';
import { reportDocx, reportXlsx } from './report-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-papers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const edition = sampleEdition();
const print: ReportPrint = {
  locale: 'fr',
  edition,
  exercise: true,
  printedBy: 'Ada Quill',
  printedAt: new Date('2026-11-25T08:05:00Z'),
  checkpoint: null,
};
const around = {
  calendar: { selfAssessmentDue: '2026-07-01', commentDue: '2026-09-30', adoptionPlanned: null, followUpDue: '2027-10-28' },
  forms: { invited: 3, submitted: 1 },
  drawnFrom: '2026-03-03',
};
const words = (blocks: readonly Block[]) => JSON.stringify(blocks);
const pages = (pdf: Buffer) => Number(/\/Type\s*\/Pages[\s\S]*?\/Count\s+(\d+)/.exec(pdf.toString('latin1'))?.[1]);
const framed = (report: ReturnType<typeof sampleReport>, title: string) => frameOf(report, print, title);

describe('the progress report to the Council', () => {
  const report = sampleReport({ count: 52 });
  it.each(['en', 'fr'] as const)('fits the progress of 52 parties on two pages in %s, and hides small figures', async (locale) => {
    const blocks = councilBlocks(report, around, edition, locale);
    const pdf = await makeBlocks('pdf', { ...framed(report, 'c'), locale, blocks });
    expect(pages(pdf)).toBeLessThanOrEqual(2);
    const answered = blocks.find((block) => 'table' in block && block.table.headers !== null) as Extract<Block, { table: object }>;
    for (const row of answered.table.rows)
      for (const cell of row.slice(1)) expect(cell === '–' || Number(cell) === 0 || Number(cell) >= 5, String(cell)).toBe(true);
    // The paper contains no ratings of single parties and no scores.
    expect(words(blocks)).not.toContain('Train the watch of Estrava before it leaves it');
    expect((await makeBlocks('docx', { ...framed(report, 'c'), blocks })).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('the section for a mission review (A1.8)', () => {
  it('contains the operation’s part, and says that Appendix 1 is reconstructed', () => {
    const report = sampleReport({ count: 1 });
    const text = words(missionBlocks(report, edition, 'en'));
    expect(text).toContain('Appendix 1 is reconstructed');
    for (const obligation of report.parties[0]!.obligations) expect(text).toContain(edition.obligation(obligation.id).title.en);
  });
});

describe('invitations', () => {
  const report = sampleReport({ count: 6 });
  const to = (at: number) => ({
    party: report.parties[at]!,
    address: 'https://desk.example.org/x',
    selfAssessmentDue: '2026-07-01',
    commentDue: '2026-09-30',
  });
  it('state a due date to parties that owe an answer, and none to invited ones', () => {
    expect(words(invitationBlocks(report, to(0), edition, 'en'))).toContain('Please submit the self-assessment by');
    const invited = words(invitationBlocks(report, to(5), edition, 'en'));
    expect(invited).toContain('the date is not binding');
    expect(invited).not.toContain('Please submit the self-assessment by');
  });
  it('contain the prefilled self-assessment and its address, in the language of the party', () => {
    const text = words(invitationBlocks(report, to(0), edition, 'fr'));
    expect(text).toContain('https://desk.example.org/x');
    expect(text).toContain('Pièce jointe');
    for (const obligation of report.parties[0]!.obligations) expect(text).toContain(edition.obligation(obligation.id).title.fr);
  });
});

describe('the report as a workbook and as a text document', () => {
  it('has one row per party and obligation, with the earlier round next to it', async () => {
    const report = sampleReport({ count: 3, obligations: 4 });
    const [first] = report.parties;
    const compared = {
      ...report,
      parties: [
        {
          ...first!,
          earlier: { roundId: 'r', round: { en: 'Round 2024', fr: 'Cycle 2024' }, asOf: '2024-10-30' },
          obligations: first!.obligations.map((obligation) => ({
            ...obligation,
            before: { status: 'met' as const, rating: 'not-met' as const },
          })),
        },
        ...report.parties.slice(1),
      ],
    };
    const path = join(folder, 'report.xlsx');
    writeFileSync(path, await reportXlsx(compared, print));
    const sheets = await readWorkbook(path);
    const obligations = sheets[1]!.rows.filter((row) => report.parties.some((party) => party.names.fr === row[0]));
    expect(obligations).toHaveLength(12);
    expect(obligations.filter((row) => row.includes('Non respectée')).length).toBeGreaterThanOrEqual(4);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Cycle', 'Obligations', 'Constats', 'Commentaires', 'Empreintes']);
    expect((await reportDocx(compared, print)).subarray(0, 2).toString()).toBe('PK');
  });
});
