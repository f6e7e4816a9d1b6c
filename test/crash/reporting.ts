import { hash, randomBytes, randomUUID } from 'node:crypto';
import { ENCRYPTED_TEXT_SIZES, LETTER_BYTES, WRAP_BYTES } from '#rooms/reports/crypto/sizes.ts';
import type { SendReport } from '#rooms/reports/intake/intake.schema.ts';
import type { Installation } from './installation.ts';

/** So many reports of a channel and day need no work. The channels are enough for a long run. */
const [CHANNELS, READERS, PER_CHANNEL] = [100, 2, 50];

/** What the reporter knows: the text of each acknowledged report, as its hash; reports without an answer; and the last that were answered. */
export type ReporterKnowledge = { stored: Map<string, string>; unsure: SendReport[]; last: SendReport[] };

/** Opens the channels in the database. Their party has no other entries. */
export async function openChannels(ask: Installation['ask']): Promise<string[]> {
  const party = randomUUID();
  const installation = `(select id from identity.person where kind = 'installation' limit 1)`;
  await ask(
    `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_at, recorded_by) values ($1, 'nation', 'XR', 'Reports', 'Reports', 'test', now(), ${installation})`,
    [party],
  );
  const rows = await ask(
    `with person as (insert into identity.person (id, name) select gen_random_uuid(), 'Reader' from generate_series(1, ${READERS}) returning id),
      channel as (insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
        select gen_random_uuid(), $1, 'crash-' || n, '{"en": "Crash"}', sha256('key'), current_date, now(), ${installation}
          from generate_series(1, ${CHANNELS}) n returning id, slug),
      reader as (insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
        select c.id, p.number, p.id, 'reader', 'XR', '{XR}',
            'age1pq1' || rpad(translate(right(c.slug, 2) || p.number, '0123456789-', 'qpzry9x8gf2'), 1952, 'q'), sha256('key'), $2, now()
          from channel c, (select id, row_number() over () as number from person) p)
    insert into reports.manifest select id, 1, $2, $3, current_date, current_date + 30, now(), ${installation} from channel returning channel_id as id`,
    [party, randomBytes(300), Array.from({ length: READERS }, (_, at) => at + 1)],
  );
  return rows.map(({ id }) => id as string);
}

const bytes = (size: number) => randomBytes(size).toString('base64');

/** The next report, to the channel whose turn it is. The server cannot distinguish random bytes from encrypted ones. */
export function newReport({ channels }: Pick<Installation, 'channels'>, { stored }: ReporterKnowledge): SendReport {
  return {
    ...{ channel: channels[Math.floor(stored.size / PER_CHANNEL)]!, report: randomUUID(), manifest: 1, danger: false },
    body: bytes(ENCRYPTED_TEXT_SIZES[0]!),
    wraps: Array.from({ length: READERS }, (_, at) => ({ reader: at + 1, bytes: bytes(WRAP_BYTES) })),
    mailbox: { idHash: bytes(32), verifyKey: bytes(32), letter: bytes(LETTER_BYTES) },
  };
}

/** Sends a report over HTTP, and keeps what is known of it. */
export async function sendReport({ address }: Installation, { stored, unsure, last }: ReporterKnowledge, report: SendReport) {
  const answer = await fetch(`${address}/r/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(report),
    signal: AbortSignal.timeout(10_000),
  });
  const { code } = (await answer.json()) as { code?: string };
  if (answer.status === 200) {
    stored.set(report.report, textHash(Buffer.from(report.body, 'base64')));
    if (unsure.includes(report)) unsure.splice(unsure.indexOf(report), 1);
    last.splice(0, Math.max(0, last.length - 2));
    last.push(report);
  }
  return { status: answer.status, code };
}

const textHash = (body: Buffer) => hash('sha256', body, 'hex');

/** Acknowledged reports that are not stored, in sentences. Asked before anything is sent again: a lost report that is sent again is stored then, and its loss no longer shows. */
export async function findLostReports({ ask }: Installation, { stored }: ReporterKnowledge): Promise<string[]> {
  const found = new Set((await ask('select id from reports.report')).map(({ id }) => id as string));
  return [...stored.keys()].filter((id) => !found.has(id)).map((id) => `Lost: report ${id} was acknowledged and is not there.`);
}

/** What is wrong with the stored reports, in sentences: each acknowledged one is there once, with its text, its wraps and the record of its act. */
export async function findReportFaults({ ask }: Installation, { stored }: ReporterKnowledge): Promise<string[]> {
  const rows = (await ask(
    `select r.id, encode(sha256(r.body), 'hex') as text, (select count(*)::int from reports.wrap w where w.report_id = r.id) as wraps,
      (select count(*)::int from reports.recorded_action a where a.detail ->> 'report' = r.id::text) as acts from reports.report r`,
  )) as { id: string; text: string; wraps: number; acts: number }[];
  const faults: string[] = [];
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const [id, text] of stored) {
    const row = found.get(id);
    if (row === undefined) faults.push(`Lost: report ${id} was acknowledged and is not there.`);
    else if (row.text !== text) faults.push(`Mixed up: report ${id} has another text.`);
    else if (row.wraps !== READERS || row.acts !== 1)
      faults.push(`Report ${id} has ${row.wraps} wraps, and ${row.acts} acts are recorded of it.`);
  }
  if (rows.length !== stored.size) faults.push(`${rows.length} reports are there, ${stored.size} were acknowledged.`);
  return faults;
}
