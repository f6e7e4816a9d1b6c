import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '#app/launcher/program-under-test.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { newOfficer, type OfficerKnowledge, sendContractAct } from './contracting.ts';
import type { Installation } from './installation.ts';
import { newReport, type ReporterKnowledge, sendReport } from './reporting.ts';

/**
 * What the writers know: the evidence item of each acknowledged client key, and the keys without an answer; the acknowledged statements of learning systems,
 * and the batches without an answer; the same of encrypted reports; and the acts of a contracting officer.
 */
export type Knowledge = {
  acknowledged: Map<string, string>;
  unsure: Set<string>;
  statements: Set<string>;
  batches: Set<Batch>;
  reports: ReporterKnowledge;
  officer: OfficerKnowledge;
  refused: number;
};
/** The ids of statements sent together. */
type Batch = readonly string[];

export const emptyKnowledge = (): Knowledge => ({
  acknowledged: new Map(),
  unsure: new Set(),
  statements: new Set(),
  batches: new Set(),
  reports: { stored: new Map(), unsure: [], last: [] },
  officer: newOfficer(),
  refused: 0,
});

/**
 * Writers that enter evidence one after the other, learning systems that send batches of statements, a reporter, and an officer who imports contracts, drops their files and
 * decides on passages, until stopped. A request without an answer is sent again with its key, or its ids, before a new one.
 */
export function startWriters(installation: Installation, knowledge: Knowledge, count = 4): () => Promise<void> {
  let on = true;
  const systems = Array.from({ length: count }, async () => {
    for (let batch = newBatch(); on; ) {
      knowledge.batches.add(batch);
      const answered = await sendBatch(installation, knowledge, batch);
      if (answered) batch = newBatch();
      await wait(answered ? 2 : 50);
    }
  });
  const writers = Array.from({ length: count }, async () => {
    for (let key = randomUUID(); on; ) {
      knowledge.unsure.add(key);
      const answered = await send(installation, knowledge, key);
      if (answered) key = randomUUID();
      // A steady rate, not the maximum: the test is about loss, not about throughput.
      await wait(answered ? 10 : 50);
    }
  });
  const reporter = async () => {
    const { reports } = knowledge;
    while (on) {
      const report = newReport(installation, reports);
      reports.unsure.push(report);
      for (let answered = false; on && !answered; await wait(answered ? 10 : 50))
        answered = await isAnswered(knowledge, () => sendReport(installation, reports, report));
    }
  };
  const officer = async () => {
    while (on) await wait((await isAnswered(knowledge, () => sendContractAct(installation, knowledge.officer))) ? 10 : 50);
  };
  const over = Promise.all([...writers, ...systems, reporter(), officer()]);
  // Errors are handled where the writers are stopped.
  over.catch(() => {});
  return async () => {
    on = false;
    await over;
  };
}

/** Sends requests without an answer again, with the same keys, until they are answered; and a few acknowledged ones, which must get the same answer. */
export async function sendAgain(installation: Installation, knowledge: Knowledge): Promise<void> {
  for (const key of [...knowledge.unsure]) {
    await until(
      () => send(installation, knowledge, key),
      () => `${key} is not answered.`,
    );
  }
  for (const batch of [...knowledge.batches]) {
    await until(
      () => sendBatch(installation, knowledge, batch),
      () => `A batch with ${batch[0]} is not answered.`,
    );
  }
  const { reports } = knowledge;
  for (const report of [...reports.unsure, ...reports.last]) {
    await until(
      () => isAnswered(knowledge, () => sendReport(installation, reports, report)),
      () => `Report ${report.report} is not answered.`,
    );
  }
  await until(
    () => isAnswered(knowledge, () => sendContractAct(installation, knowledge.officer)),
    () => `The officer is not answered: ${knowledge.officer.act}.`,
  );
  for (const [key, id] of [...knowledge.acknowledged].slice(-3)) {
    await send(installation, knowledge, key);
    if (knowledge.acknowledged.get(key) !== id) throw new Error(`Key ${key} was answered with two different items.`);
  }
}

const newBatch = (): Batch => Array.from({ length: 5 }, () => randomUUID());

/** A repeated batch contains the very same statements: the store recognises them by their ids. */
async function sendBatch({ address, credential }: Installation, knowledge: Knowledge, batch: Batch): Promise<boolean> {
  const statements = batch.map((id) => ({
    id,
    actor: { account: { homePage: 'https://learn.example.org', name: id } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
    object: { id: 'https://learn.example.org/lessons/1' },
  }));
  return isAnswered(knowledge, async () => {
    const answer = await fetch(`${address}/xapi/statements`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', authorization: `Basic ${btoa(credential)}` },
      body: JSON.stringify(statements),
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await answer.json()) as string[] & { code?: string };
    if (answer.status !== 200) return { status: answer.status, code: body.code };
    for (const id of batch) knowledge.statements.add(id);
    knowledge.batches.delete(batch);
    return { status: 200 };
  });
}

const send = ({ address, partyId, token }: Installation, knowledge: Knowledge, key: string): Promise<boolean> =>
  isAnswered(knowledge, async () => {
    const answer = await fetch(`${address}/desk/api/parties/${partyId}/evidence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: `${SESSION_COOKIE}=${token}` },
      body: JSON.stringify({
        editionId: 'nato-thb-2004',
        obligationIds: ['P3.3'],
        kind: 'EV-CAMP',
        says: 'met',
        title: `Written under ${key}`,
        date: '2026-10-01',
        source: 'Order of the day',
      }),
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await answer.json()) as { id: string; code?: string };
    if (answer.status === 200) {
      knowledge.acknowledged.set(key, body.id);
      knowledge.unsure.delete(key);
    }
    return { status: answer.status, code: body.code };
  });

async function isAnswered(knowledge: Knowledge, ask: () => Promise<{ status: number; code?: string | undefined }>): Promise<boolean> {
  try {
    const { status, code } = await ask();
    if (status === 200) return true;
    // Unavailable, busy or full may occur; any other error is a fault of the writers themselves.
    if (![503, 507].includes(status)) throw new Error(`A writer was answered ${status} ${code}.`);
    knowledge.refused += 1;
    return false;
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError' || error instanceof SyntaxError) return false;
    throw error;
  }
}
