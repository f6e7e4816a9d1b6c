import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type CheckedFile,
  type ClauseSet,
  checkFiles,
  DEFAULT_SET,
  type ProvisionState,
  SHIPPED_SETS,
  type UnreadReason,
} from '#rooms/contractors/index.ts';
import { listSets } from '#rooms/contractors/sets/list-sets.query.ts';
import { loadClauseSet } from '#rooms/contractors/sets/load-set.command.ts';
import { readSetFile } from '#rooms/contractors/sets/set-file.rules.ts';
import { setFaultWords } from '#rooms/contractors/sets/words.ts';
import { StartRefused } from '../../start-refused.ts';
import { asInstallation, findParty } from '../as-installation.ts';
import { type Report, reports } from '../command-line.ts';

type Options = { set?: string; setFile?: string };

/** `manumit contracts check FILE...`: which provisions of a clause set (5f) each contract carries. Needs no server and stores nothing. */
export function addContracts(program: Command): void {
  const contracts = program
    .command('contracts')
    .summary('check contracts for the provisions they owe')
    .description('Checks contracts for the provisions that clause 5f, or another clause set, asks of them.');
  const check = contracts
    .command('check')
    .argument('<files...>', 'PDF or DOCX files, or folders of them')
    .option('--set <id>', `clause set to check: ${[...SHIPPED_SETS.keys()].join(', ')} (default: ${DEFAULT_SET})`)
    .option('--set-file <file>', 'clause set of your own, as JSON (docs/clause-sets.md)')
    .summary('say which provisions each contract carries')
    .description(
      'Reads PDF and DOCX files and says for each provision whether it is present, differs in substance, is only proposed, struck out, hidden, taken over by reference, missing, or could not be checked. No person has confirmed what it says. Nothing is stored or sent. A file that cannot be read is named; the command ends with 0 all the same.',
    );
  reports(check, checkContracts);
  const sets = contracts
    .command('sets')
    .summary('list the clause sets that contracts may owe')
    .description('Lists the clause sets that ship and those that were loaded, with id, version, title, provisions and languages.');
  reports(sets, listClauseSets);
  const load = contracts
    .command('set')
    .summary('load a clause set')
    .description('Loads clause sets of your own (docs/clause-sets.md).')
    .command('import')
    .argument('<file>', 'clause set as JSON')
    .option('--party <code>', 'code of the party whose contracts may owe it (default: every party)')
    .summary('load a version of a clause set')
    .description(
      'Checks a clause set and stores it. With a fault nothing is stored, and each fault is named with its place. A version is never changed.',
    );
  reports(load, importClauseSet);
}

async function listClauseSets(): Promise<Report> {
  return asInstallation(async ({ ask }) => {
    const { sets } = await ask(listSets, {});
    const lines = sets.map(
      ({ id, version, title, provisions, languages, origin, partyId }) =>
        `${id}, version ${version} (${origin === 'party' ? `of party ${partyId}` : origin}): ${title.en}. ${provisions.length} provisions, in ${languages.join(' and ') || 'no language whole'}.`,
    );
    return { data: { sets }, lines };
  });
}

async function importClauseSet(file: string, { party }: { party?: string }): Promise<Report> {
  const text = textOf(file);
  return asInstallation(async (operator) => {
    const partyId = party === undefined ? null : (await findParty(operator, party)).id;
    const loaded = await operator.run(loadClauseSet, { partyId, file: text });
    return {
      data: loaded,
      lines: [
        `Loaded ${loaded.key}: ${loaded.provisions} provisions. New contracts can owe it; what was found under other versions stays.`,
      ],
    };
  });
}

async function checkContracts(paths: string[], { set: id, setFile }: Options): Promise<Report> {
  if (id !== undefined && setFile !== undefined) throw new StartRefused('Name a set with --set or a file with --set-file, not both.');
  const set = setFile === undefined ? SHIPPED_SETS.get(id ?? DEFAULT_SET) : read(resolve(setFile));
  if (set === undefined) throw new StartRefused(`There is no set ${id}. Choose one of: ${[...SHIPPED_SETS.keys()].join(', ')}.`);
  const found = paths.map(filesIn);
  if (found.every((names) => names.length === 0)) throw new StartRefused('There is no file in the folders named.');
  // A folder that holds nothing is named too, like a file that is not there.
  const files = found.flatMap((names, index) => (names.length > 0 ? names : [paths[index]!]));
  const onChecked = (done: number) =>
    process.stderr.write(`\r${done} of ${files.length} files checked${done === files.length ? '\n' : ''}`);
  const checked = await checkFiles(files, set, process.stderr.isTTY ? { onChecked } : {});
  return { data: { files: checked }, lines: [...checked.flatMap(linesOf), '', ...summaryOf(checked, set)] };
}

function read(path: string): ClauseSet {
  const none: ReadonlySet<string> = new Set();
  const result = readSetFile(textOf(path), { ships: none, taken: none, keys: none });
  if ('set' in result) return result.set;
  const faults = result.faults.map((fault) => `${fault.path || 'file'}: ${setFaultWords('en', fault)}`);
  throw new StartRefused(`${path} is no clause set:\n${faults.join('\n')}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(resolve(path), 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new StartRefused(`${path}: ${UNREADABLE[code] ?? `It cannot be read (${code}).`}`, { cause });
  }
}

const UNREADABLE: Record<string, string> = { ENOENT: 'There is no such file.', EISDIR: 'This is a folder. Name a file.' };

/** A file, or all files of a folder, so that those which are no contracts are named too. Only what programs leave behind is passed over. */
function filesIn(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return globSync('**/*', { cwd: path, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(\.|~\$|Thumbs\.db$)/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

const REASONS: Record<UnreadReason, string> = {
  'no-file': 'There is no such file, or the folder holds none.',
  empty: 'The file is empty.',
  'too-large': 'The file is larger than 100 MB.',
  'other-kind': 'The file is neither PDF nor DOCX. Save it as one of them.',
  'old-word': 'The file is of an old Word format. Save it as DOCX.',
  macros: 'The file holds macros. Save it as DOCX or PDF without them.',
  encrypted: 'The file needs a password. Save it without one.',
  'too-many-pages': 'The file has more than 2,000 pages. Divide it.',
  damaged: 'The file is damaged, or too complex to be read.',
  'too-slow': 'Reading the file took more than two minutes.',
};

// The words next to a state.
const REMARKS: Partial<Record<ProvisionState, string>> = {
  'differs-in-substance': 'What differs',
  'by-reference': 'Taken over',
  missing: 'Compare with the pages',
  'not-readable': 'Not read',
  'other-language': 'Text in a language in which this is not recognised',
};

function summaryOf(checked: readonly CheckedFile[], { id, title, version }: ClauseSet): string[] {
  const read = checked.filter(({ readable }) => readable);
  const whole = read.filter(({ provisions }) => provisions.every(({ state }) => state === 'present'));
  return [
    `Checked against ${id}: ${title.en}, version ${version}.`,
    `${checked.length} files: ${read.length} read, ${checked.length - read.length} not read. In ${whole.length}, every provision was found present.`,
    'A program found this, and nobody has confirmed it: compare each finding with the contract. A provision in words that the program does not know is called missing.',
  ];
}

function linesOf({ file, reason, scannedPages, ocrPages, provisions }: CheckedFile): string[] {
  if (reason !== null) return ['', file, `  ${REASONS[reason]}`];
  return [
    '',
    file,
    ...(scannedPages.length > 0 ? [`  Pages that hold pictures and no text were not read: ${scannedPages.join(', ')}.`] : []),
    ...(ocrPages.length > 0
      ? [`  Pages of pictures were read by OCR: ${ocrPages.join(', ')}. Letters may be wrong: compare them with the pages.`]
      : []),
    ...provisions.flatMap(({ title, state, page, quote, difference, wording }) => [
      `  ${state.padEnd(22)} ${title}${page === null ? '' : `, page ${page}${ocrPages.includes(page) ? ' (read by OCR)' : ''}`}${wording === null ? '' : `, wording of ${wording}`}`,
      ...(difference === null ? [] : [`    ${REMARKS[state] ?? 'Note'}: ${difference}`]),
      ...(quote === null ? [] : [`    “${quote}”`]),
    ]),
  ];
}
