import { randomUUID } from 'node:crypto';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { LEAST_EN } from '#rooms/contractors/fixtures/texts-least.ts';
import { zip } from '../files/zip.ts';
import type { Installation } from './installation.ts';

/** The contracts and firms of one table. */
const [CONTRACTS, FIRMS] = [3, 1] as const;
const PROVISIONS = Object.values(LEAST_EN).map(([first]) => first!.as);

/**
 * What the officer knows: how many tables, files and decisions were acknowledged, and the act under way with its key. `given`: what an earlier answer says that this act
 * needs. One act follows the other, so at most one has no answer.
 */
export type OfficerKnowledge = {
  readonly acknowledged: { tables: number; files: number; decisions: number };
  act: 'preview' | 'import' | 'file' | 'decide';
  key: string;
  given: { mapping?: string; against?: string; documentId?: string };
};
export const newOfficer = (): OfficerKnowledge => ({
  ...{ acknowledged: { tables: 0, files: 0, decisions: 0 }, act: 'preview', key: randomUUID(), given: {} },
});

/** How many of the acts were acknowledged. */
export const actsOf = ({ acknowledged: { tables, files, decisions } }: OfficerKnowledge): number => tables + files + decisions;

/** The same contract is the same file: a DOCX with nothing but its text. */
const fileOf = (number: string) =>
  zip({
    name: 'word/document.xml',
    content: `<w:document><w:body>${[`Contract ${number}`, ...PROVISIONS].map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
  });

const numberOf = (table: number, n: number) => `XK-${1_000 + table}-${n}`;

/**
 * Sends the act under way, with the key of its first try: a table with contracts and a firm, then the file of one of these contracts, then a decision on one of its
 * passages. Once it is acknowledged, the next one is under way.
 */
export async function sendContractAct(
  installation: Installation,
  officer: OfficerKnowledge,
): Promise<{ status: number; code?: string | undefined }> {
  const { acknowledged, act, given } = officer;
  const at = `/desk/api/parties/${installation.officer.partyId}`;
  const number = numberOf(acknowledged.tables, 0);
  const table = [
    'Number,Title,Contractor,Under',
    ...Array.from({ length: CONTRACTS }, (_, n) => `${numberOf(acknowledged.tables, n)},Work,Firm,`),
    `,Below,Work,${number}`,
  ].join('\n');
  const upload = async (path: string, fields: Record<string, string>, bytes: Buffer) =>
    post(installation, officer, `${at}${path}?${new URLSearchParams(fields)}`, 'application/octet-stream', bytes);
  const to = {
    preview: () => upload('/contract-imports/preview', { name: 't.csv' }, Buffer.from(table)),
    import: () =>
      upload(
        '/contract-imports',
        { name: 't.csv', mapping: given.mapping!, against: given.against!, title: 'Sheet', leaveOut: 'no' },
        Buffer.from(table),
      ),
    // Of the table before: its contracts are there.
    file: () => {
      const name = numberOf(acknowledged.tables - 1, 0);
      return upload('/contract-files', { name: `${name}.docx`, dropId: officer.key }, fileOf(name));
    },
    decide: () =>
      post(
        installation,
        officer,
        `/desk/api/contract-files/${given.documentId}/decisions`,
        'application/json',
        Buffer.from(JSON.stringify({ setId: 'least-5f', provision: 'engaging', isIt: true })),
      ),
  };
  const { status, body } = await to[act]();
  if (status !== 200) return { status, code: body.code };
  officer.key = randomUUID();
  if (act === 'preview') Object.assign(officer, { act: 'import', given: { mapping: JSON.stringify(body.mapping), against: body.against } });
  if (act === 'import') Object.assign(officer, { act: 'file', given: {} });
  if (act === 'file') Object.assign(officer, { act: 'decide', given: { documentId: body.document!.id } });
  if (act === 'decide') Object.assign(officer, { act: 'preview', given: {} });
  acknowledged.tables += Number(act === 'import');
  acknowledged.files += Number(act === 'file');
  acknowledged.decisions += Number(act === 'decide');
  return { status };
}

type Answered = { status: number; body: { code?: string; mapping?: unknown; against?: string; document?: { id: string } } };

async function post(
  { address, officer }: Installation,
  { key }: OfficerKnowledge,
  path: string,
  type: string,
  body: Buffer,
): Promise<Answered> {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, 'idempotency-key': key, 'if-match': '"1"', cookie: `${SESSION_COOKIE}=${officer.token}` },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  return { status: answer.status, body: (await answer.json()) as Answered['body'] };
}

/** What is wrong with the stored contracts, in sentences: each acknowledged act is there once and whole, with its entry and its answer, and nothing else is. */
export async function findContractFaults({ ask, officer }: Installation, { acknowledged }: OfficerKnowledge): Promise<string[]> {
  const { tables, files, decisions } = acknowledged;
  const of = (command: string) => `(select count(*)::int from ledger.entry where command = 'contractors/${command}' and party_id = $1)`;
  const answers = (command: string) => `(select count(*)::int from platform.stored_response where command = 'contractors/${command}')`;
  const counts: Record<string, [sql: string, expected: number]> = {
    imports: ['(select count(*)::int from contractors.import where party_id = $1)', tables],
    contracts: ['(select count(*)::int from contractors.contract where party_id = $1)', tables * CONTRACTS],
    firms: ['(select count(*)::int from contractors.member where party_id = $1)', tables * FIRMS],
    rows: ['(select count(*)::int from contractors.import_row where party_id = $1)', tables * (CONTRACTS + FIRMS)],
    documents: ['(select count(*)::int from contractors.document where party_id = $1 and contract_id is not null)', files],
    findings: [`(select count(*)::int from contractors.finding where party_id = $1 and found = 'present')`, files * PROVISIONS.length],
    counted: [`(select count(*)::int from contractors.contract where party_id = $1 and coverage = 'to-confirm')`, files],
    decided: [`(select count(*)::int from contractors.finding where party_id = $1 and decided = 'present' and version = 2)`, decisions],
    'entries of imports': [of('import-contracts'), tables],
    'entries of files': [of('record-document'), files],
    'entries of decisions': [of('decide-finding'), decisions],
    'answers of imports': [answers('import-contracts'), tables],
    'answers of files': [answers('record-document'), files],
    'answers of decisions': [answers('decide-finding'), decisions],
  };
  const columns = Object.entries(counts).map(([name, [sql]]) => `${sql} as "${name}"`);
  const [found] = (await ask(`select ${columns.join(', ')}`, [officer.partyId])) as Record<string, number>[];
  return Object.entries(counts).flatMap(([name, [, expected]]) =>
    found![name] === expected ? [] : [`Contracts: ${found![name]} ${name} are there, ${expected} were acknowledged.`],
  );
}
