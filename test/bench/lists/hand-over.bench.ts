import { randomUUID } from 'node:crypto';
import { encode } from '#rooms/reports/crypto/bytes.ts';
import { newKeys } from '#rooms/reports/crypto/keys.ts';
import { wrapKey } from '#rooms/reports/crypto/report.ts';
import { verifyKeyOf } from '#rooms/reports/crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, signedList } from '#rooms/reports/fixtures.ts';
import { channelCalls } from '#rooms/reports/ui/worker/channel-calls.ts';
import type { Figure } from '../figures.ts';
import { median, ms, timeOf } from '../measure.ts';

const RUNS = 20;
const GOAL_MS = 100;

/** A newcomer gets an old report of the largest text (5e): its key is wrapped for them in the worker's code, which reads whom it is about. The text stays untouched. */
export async function measureHandOver(): Promise<Figure[]> {
  const channel = randomUUID();
  const { signingKey } = newKeys();
  const today = new Date().toISOString().slice(0, 10);
  const readers = await Promise.all([1, 2, 3].map((number) => givenReader(number, 'XC', ['XC', `${number} Bde`])));
  const listed = readers.map((one) => one.listed);
  const signed = signedList(
    { channel, number: 1, validFrom: today, validUntil: daysAfter(today, 60), readers: listed, former: [] },
    signingKey,
  );
  const list = { channel, keys: { first: encode(verifyKeyOf(signingKey)), successors: [] }, signed, today };
  const content = { answers: {}, text: 'x'.repeat(60_000) };
  const { sent } = await givenReport(channel, listed.slice(0, 2), { manifest: 1, channelKey: verifyKeyOf(signingKey), content });
  const reports = [{ report: sent.report, body: sent.body, wrap: sent.wraps[0]!.bytes }];
  const { handOver } = channelCalls(() => readers[0]!.keys);
  const medianOf = async (run: () => Promise<unknown>) => {
    await run();
    const times: number[] = [];
    for (let at = 0; at < RUNS; at += 1) times.push(await timeOf(async () => void (await run())));
    return median(times);
  };
  const time = await medianOf(() => Promise.resolve(handOver({ list, newcomer: 3, reports })));
  const wrap = await medianOf(() => wrapKey({ channel, report: sent.report }, newKeys().identity, listed[2]!.recipient));
  return [
    {
      what: 'report of 64 KiB handed over to a newcomer, in Node',
      measured: ms(time),
      yardstick: `its wrap alone: ${ms(wrap)}`,
      ratio: (time / wrap).toFixed(1),
      goal: `<= ${GOAL_MS} ms`,
      met: time <= GOAL_MS,
    },
  ];
}
