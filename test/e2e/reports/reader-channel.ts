import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { encode } from '#rooms/reports/crypto/bytes.ts';
import { newKeys } from '#rooms/reports/crypto/keys.ts';
import { verifyKeyOf } from '#rooms/reports/crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '#rooms/reports/fixtures.ts';
import { CHUNK_BYTES, PLACE_HEADER, TICKET_HEADER } from '#rooms/reports/intake/files/ticket-header.ts';
import type { SendReport } from '#rooms/reports/intake/intake.schema.ts';
import { deskOf } from '../returns/returns.ts';
import { makeReady } from './ready-channel.ts';

export const PASSPHRASE = 'abandon ability able about above absent';

/** An open channel of Aldervik with two readers, made by the API, and the reports that are sent to it. */
export type ReaderChannel = {
  id: string;
  made: readonly MadeReader[];
  /** `change`: what is done to a report before it is sent. */
  /** Publishes the next list: the readers of the one before, and more, without those who are gone. */
  publishWith: (more: readonly MadeReader[], gone?: readonly number[]) => Promise<void>;
  send: (given: Partial<Parameters<typeof givenReport>[2]>, change?: (sent: SendReport) => SendReport) => ReturnType<typeof givenReport>;
};

/** Opens a channel that Ida Roth and Lise Arnaud read. Lise works in French. */
export async function openReaderChannel(slug: string): Promise<ReaderChannel> {
  const channelKey = newKeys().signingKey;
  const key = verifyKeyOf(channelKey);
  const nora = await deskOf('Nora Aldin');
  const session = await nora.call<{ grants: { party: { id: string } | null }[] }>('GET', 'session');
  const partyId = session.grants.find(({ party }) => party !== null)!.party!.id;
  const { items } = await nora.call<{ items: { id: string; name: { en: string } }[] }>('GET', 'parties?kind=operation');
  const operationId = items.find((one) => one.name.en === 'Amber Quay')!.id;
  const { id } = await nora.call<{ id: string }>('POST', 'channels', {
    ...{ partyId, operationId, parentId: null, slug, name: { en: 'Pier help', fr: 'Aide de la jetée' }, firstKey: encode(key) },
  });
  const readers: { name: string; made: MadeReader }[] = [];
  for (const [at, [name, nation]] of (
    [
      ['Ida Roth', 'XA'],
      ['Lise Arnaud', 'XE'],
    ] as const
  ).entries()) {
    const made = await givenReader(at + 1, nation, [nation, 'Legal'], PASSPHRASE);
    await (await deskOf(name)).call('POST', `channels/${id}/readers`, made.joining);
    readers.push({ name, made });
  }
  const today = new Date().toISOString().slice(0, 10);
  const listed = readers.map(({ made }) => made.listed);
  const days = { validFrom: today, validUntil: daysAfter(today, 60) };
  await nora.call('POST', `channels/${id}/lists`, {
    signed: signedList({ channel: id, number: 1, ...days, readers: listed, former: [] }, channelKey),
  });
  await makeReady(id, { keptBy: nora, readers, channelKey: key });
  await nora.call('POST', `channels/${id}/open`, {}, 1);
  const made = readers.map((one) => one.made);
  let [lists, all] = [1, listed];
  return {
    id,
    made,
    publishWith: async (more, gone = []) => {
      lists += 1;
      all = [...all, ...more.map((one) => one.listed)];
      const [former, present] = [true, false].map((isGone) => all.filter(({ number }) => gone.includes(number) === isGone));
      const manifest = { channel: id, number: lists, ...days, readers: present!, former: former!.map((one) => ({ ...one, until: today })) };
      await nora.call('POST', `channels/${id}/lists`, { signed: signedList(manifest, channelKey) });
    },
    send: async (given, change = (sent) => sent) => {
      const report = await givenReport(id, listed, { manifest: 1, channelKey: key, ...given });
      await sendReport(change(report.sent));
      return report;
    },
  };
}

/** Sends a report to the program, as a reporter's browser does. */
async function sendReport(sent: object): Promise<void> {
  const answer = await fetch(`${inject('exercise').address}/r/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(sent),
  });
  if (!answer.ok) throw new Error(`The report was refused: ${answer.status} ${await answer.text()}`);
}

/** Sends the first chunks of a container of files. */
export async function sendFiles({ ticket, container }: { ticket: string; container: Uint8Array }, chunks = Number.POSITIVE_INFINITY) {
  for (let place = 0; place < chunks && place * CHUNK_BYTES < container.length; place += 1) {
    const answer = await fetch(`${inject('exercise').address}/r/files`, {
      method: 'PUT',
      headers: { [TICKET_HEADER]: ticket, [PLACE_HEADER]: String(place), 'content-type': 'application/octet-stream' },
      body: Buffer.from(container.subarray(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES)),
    });
    if (!answer.ok) throw new Error(`A chunk was refused: ${answer.status} ${await answer.text()}`);
  }
}
