import { createHash } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import type { Sql } from '#platform/ledger/log-store.ts';
import type { EntryRow } from '#platform/ledger/placed-entry.ts';
import type { CloseDays, ClosingEntry } from '#platform/ledger/publish-log.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { closeReportDays } from '../../proof/close-days.ts';
import { type Bundle, findBundle } from './bundle.ts';

const CODE_COMMAND = 'reports/record-code';

/** What the log names of a build: the part of its address that names it, and the SHA-256 of each file (hex), as `sha256sum` prints it. */
export type CodeDetail = { readonly build: string; readonly files: Readonly<Record<string, string>> };

/** What the log is to name of a build. */
export function detailOf({ hash, files }: Bundle): CodeDetail {
  return {
    build: hash,
    files: Object.fromEntries([...files].map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')])),
  };
}

/** Every entry of the log that names the code of reporters, the oldest first. The content of an entry is null where two persons erased it. */
export async function readRecordedCode(sql: Sql): Promise<(EntryRow & { detail: CodeDetail | null })[]> {
  const { rows } = await sql.query('select * from reports.recorded_code()');
  return rows;
}

/**
 * Makes the entries of reports that close a day (5e): the leaves of days, and one that names the code served to reporters, where it is not the code that the log named
 * last. There is one as soon as a channel has a leaf, and so before a report can be written. It is made with a publication: an entry of a start would show everybody
 * how many commands came before it.
 */
export function closeReports(findCode: () => Bundle | null = findBundle): CloseDays {
  return async (client, now) => {
    const days = await closeReportDays(client, now);
    const code = findCode();
    if (days[0] === undefined || code === null) return days;
    const known = (await readRecordedCode(client)).at(-1)?.detail;
    return known?.build === code.hash ? days : [...days, entryOf(days[0].installation, code)];
  };
}

function entryOf(installation: string, code: Bundle): ClosingEntry {
  return {
    id: newId(),
    installation,
    command: CODE_COMMAND,
    clauses: SUPPORT_CLAUSES(),
    subjectKind: 'installation',
    subjectId: installation,
    detail: detailOf(code),
  };
}
