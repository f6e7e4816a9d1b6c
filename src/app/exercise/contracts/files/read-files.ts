import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadAnswer } from '#rooms/contractors/documents/read-thread.ts';
import { readInThread } from '#rooms/contractors/documents/read-thread.ts';
import type { Calendar } from '../../calendar.ts';
import { OF_CORVANIA, type PlannedContract, planContract } from '../contract-plan.ts';
import { AROUND, CONDITIONS, type Marked, WAYS, wordingsOf } from './what-files-say.ts';
import { writeDocx, writePdf } from './write-files.ts';

/** A file of the exercise as the check of the program read it. `contract`: its place in the register of Corvania; null: it belongs to no contract. */
export type CheckedFile = {
  readonly contract: number | null;
  readonly name: string;
  readonly sha256: string;
  readonly answer: ReadAnswer;
};

/**
 * Makes the files of Corvania's contracts, and of its general conditions, and reads each with the check that reads dropped files: in its own thread, so the exercise goes on
 * meanwhile. The files themselves are deleted.
 */
export async function readFiles(calendar: Calendar): Promise<CheckedFile[]> {
  const planned = Array.from({ length: OF_CORVANIA }, (_, n) => planContract('XC', n));
  const contracts = planned.map(({ number, setId }) => [number, setId] as const);
  const folder = await mkdtemp(join(tmpdir(), 'manumit-exercise-'));
  try {
    const files = [
      ...planned.map((one, n) => ({ contract: n, ...fileOf(calendar, one, n) })),
      { contract: null, name: 'General Conditions 2023.pdf', bytes: writePdf(conditions()) },
    ];
    const checked: CheckedFile[] = [];
    for (const { contract, name, bytes } of files) {
      const path = join(folder, String(checked.length));
      await writeFile(path, bytes);
      const answer = await readInThread({ path, name, contracts, sets: [] });
      checked.push({ contract, name, sha256: createHash('sha256').update(bytes).digest('hex'), answer });
    }
    return checked;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const conditions = (): Marked[] => [CONDITIONS, ...AROUND.en, ...Object.values(wordingsOf('least-5f', 'en'))].map((text) => ({ text }));

const TITLES = { en: 'Contract', fr: 'Marché', de: 'Vertrag' } as const;

/** The file of a contract: DOCX where text is proposed, deleted or hidden, and of every second other one. Of some, only the first page has the number. */
function fileOf(calendar: Calendar, { number, title, firm, way, signedOn }: PlannedContract, n: number): { name: string; bytes: Buffer } {
  const { clause, language, unread } = { unread: undefined, ...WAYS[way] };
  const around = AROUND[language];
  const paragraphs: Marked[] = [
    { text: `${TITLES[language]} ${number}, ${title}` },
    { text: `${firm}, ${calendar.day(signedOn)}` },
    ...around.slice(0, 3).map((text) => ({ text })),
    ...clause,
    ...around.slice(3).map((text) => ({ text })),
  ];
  const needsWord = clause.some(({ as }) => as !== undefined && as !== 'struck');
  const isWord = unread === undefined && (needsWord || n % 2 === 1);
  const isNumbered = unread !== undefined || n % 9 !== 8;
  return {
    name: `${isNumbered ? `${number} ${title}` : `Signed copy ${n}`}.${isWord ? 'docx' : 'pdf'}`,
    bytes: isWord ? writeDocx(paragraphs) : writePdf(paragraphs, { isPicture: unread === 'picture', isLocked: unread === 'password' }),
  };
}
