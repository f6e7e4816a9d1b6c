import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Origin } from '#kernel/status.ts';
import { defineCommand, runCommand } from '#platform/command.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, deskOf, givenCast } from '../fixtures.ts';
import { recordEvidence } from '../index.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenCast>>;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
  desk = deskOf(bed, cast.nation);
});
afterAll(() => bed.close());

/** A command of another room that leaves evidence of an origin, and may replace what it left before. */
const work = defineCommand({
  name: 'test/work',
  permission: 'evidence:enter',
  operational: 'exercise',
  input: z.strictObject({ partyId: z.string(), origin: z.string(), item: z.any(), replaces: z.string().optional() }),
  answer: z.object({ id: z.string(), version: z.number() }),
  party: (input) => input.partyId,
  run(context, { partyId, origin, item, replaces }) {
    const id = recordEvidence(context, { ...item, partyId, origin: origin as Origin }, { replaces });
    return { answer: { id, version: 1 }, entry: { subjectKind: 'evidence-item', subjectId: id, partyId, detail: {} } };
  },
});
const left = (who: TestPerson, origin: Origin, more: object = {}, replaces?: string) =>
  runCommand(bed.platform, work, {
    token: who.token,
    key: randomUUID(),
    input: {
      partyId: cast.nation,
      origin,
      item: anItem({ kind: 'EV-TRN', obligationIds: ['P5d.1'], says: 'partly-met', ...more }),
      replaces,
    },
  }) as Promise<{ id: string; version: number }>;
const STEPS = [
  ['withdraw', { reason: 'No.' }],
  ['correct', anItem()],
  ['confirm', {}],
  ['request-purge', { reason: 'No.' }],
] as const;
const buttons = async (who: TestPerson, id: string) =>
  (await desk.see(who, id)).body.actions
    .filter(({ button }: { button: string | null }) => button !== null)
    .map(({ action }: { action: string }) => action);

describe.each(['measured', 'public-source', 'rated'] as const)('an item of origin %s', (origin) => {
  it('is changed by no person of the party, who reads why and sees no button', async () => {
    const item = await left(origin === 'measured' ? cast.trainer : cast.office, origin);
    for (const who of [cast.focal, cast.trainer]) {
      expect(await buttons(who, item.id)).toEqual([]);
      for (const [verb, body] of STEPS) {
        const answer = await desk.takeStep(who, item, verb, body);
        expect(answer.status, verb).toBe(403);
        // A training officer signs nothing, whatever its origin.
        if (who === cast.focal) {
          expect(answer.body, verb).toMatchObject({ code: 'evidence/changes-at-its-source', origin, clauses: '5d' });
          expect(answer.body.title, verb).toContain('clause 5d');
        }
      }
    }
    expect((await desk.see(cast.focal, item.id)).body).toMatchObject({ state: 'submitted', version: 1 });
  });
});

describe('the policy office', () => {
  it.each(['measured', 'public-source'] as const)('withdraws an item of origin %s with a reason, and corrects none', async (origin) => {
    const item = await left(origin === 'measured' ? cast.trainer : cast.office, origin);
    expect(await buttons(cast.office, item.id)).toEqual(['withdraw', 'request-purge']);
    for (const [verb, body] of STEPS.slice(1, 3)) expect((await desk.takeStep(cast.office, item, verb, body)).status, verb).toBe(403);
    expect((await desk.takeStep(cast.office, item, 'withdraw', {})).status).toBe(422);
    expect((await desk.takeStep(cast.office, item, 'withdraw', { reason: 'The roster was wrong.' })).status).toBe(200);
    expect((await desk.see(cast.focal, item.id)).body).toMatchObject({ state: 'withdrawn', endReason: 'The roster was wrong.' });
  });

  it('purges a measured item with a second person of the office, not of the party', async () => {
    const item = await left(cast.trainer, 'measured');
    const asked = await desk.takeStep(cast.office, item, 'request-purge', { reason: 'A name in the title.' });
    expect(asked.status).toBe(200);
    expect((await desk.takeStep(cast.focal, asked.body, 'approve-purge')).body.code).toBe('evidence/changes-at-its-source');
    expect((await desk.takeStep(cast.office, asked.body, 'approve-purge')).body.code).toBe('evidence/second-person-needed');
    expect((await desk.takeStep(cast.second, asked.body, 'approve-purge')).status).toBe(200);
    expect((await desk.see(cast.focal, item.id)).body).toMatchObject({ state: 'purged', title: null });
  });

  it('takes no step on a rating', async () => {
    const item = await left(cast.office, 'rated');
    expect(await buttons(cast.office, item.id)).toEqual([]);
    for (const [verb, body] of STEPS)
      expect((await desk.takeStep(cast.office, item, verb, body)).body.code, verb).toBe('evidence/changes-at-its-source');
  });
});

describe('the training officer', () => {
  it('declares a provider of training, which a signer corrects or withdraws', async () => {
    const item = await left(cast.trainer, 'declared', { kind: 'EV-PROV', obligationIds: ['A2.2d'] });
    expect(await buttons(cast.trainer, item.id)).toEqual(['request-purge']);
    expect((await desk.takeStep(cast.trainer, item, 'withdraw', { reason: 'Twice.' })).status).toBe(403);
    expect((await desk.takeStep(cast.focal, item, 'withdraw', { reason: 'Twice.' })).status).toBe(200);
  });

  it('declares nothing else without a signer', async () => {
    await expect(left(cast.trainer, 'declared', { kind: 'EV-CURR', obligationIds: ['A2.2a'] })).rejects.toMatchObject({
      code: 'platform/not-found',
    });
  });
});

describe('recordEvidence', () => {
  it('replaces what the same work left before, which stays readable', async () => {
    const before = await left(cast.trainer, 'measured', { obligationIds: ['P7.2'] });
    const after = await left(cast.trainer, 'measured', { obligationIds: ['P7.2'], says: 'met' }, before.id);
    expect((await desk.see(cast.focal, before.id)).body).toMatchObject({ state: 'corrected', correctedById: after.id });
    expect(await desk.summary('P7.2')).toEqual([{ kind: 'EV-TRN', item_id: after.id, says: 'met', items: 1 }]);
  });

  it('replaces no item of another kind or origin', async () => {
    const item = await left(cast.trainer, 'measured');
    await expect(left(cast.trainer, 'measured', { kind: 'EV-ACK' }, item.id)).rejects.toMatchObject({ code: 'platform/not-found' });
    await expect(left(cast.focal, 'declared', {}, item.id)).rejects.toMatchObject({ code: 'platform/not-found' });
    expect((await desk.see(cast.focal, item.id)).body.state).toBe('submitted');
  });
});
