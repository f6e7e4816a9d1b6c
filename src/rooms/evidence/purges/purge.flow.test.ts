import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, deskOf, givenCast, leaveEvidence } from '../fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenCast>>;
let commander: TestPerson;
let desk: ReturnType<typeof deskOf>;
type Item = { id: string; version: number };

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
  commander = await bed.signIn.commander(cast.nation, 'Cora Commander');
  desk = deskOf(bed, cast.nation);
});
afterAll(() => bed.close());

const done = async (who: TestPerson, item: Item, verb: string, body: object = {}): Promise<Item> => {
  const answer = await desk.takeStep(who, item, verb, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const WHY = { reason: 'It names nobody.' };
const request = (who: TestPerson, item: Item) => done(who, item, 'request-purge', { reason: 'Wrong file.' });
const counting = async (obligationId: string) => (await desk.summary(obligationId)).map((row) => row.item_id);
const buttons = async (who: TestPerson, id: string) =>
  (await desk.see(who, id)).body.actions
    .filter(({ button }: { button: string | null }) => button !== null)
    .map(({ action }: { action: string }) => action);
const detailOf = async (id: string, command: string) =>
  (
    await bed.deployer.query(
      'select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = $1 and e.subject_id = $2',
      [command, id],
    )
  ).rows.map(({ detail }) => detail);

/** An item in each state in which its purge can be requested, and the obligation that it is about. */
const BEFORE: [state: string, obligationId: string, make: (draft: Item) => Promise<Item>][] = [
  ['draft', 'P1.1', async (draft) => draft],
  ['submitted', 'P1.2', (draft) => done(cast.focal, draft, 'submit')],
  [
    'corrected',
    'P1.3',
    async (draft) => {
      const sent = await done(cast.focal, draft, 'submit');
      await done(cast.focal, sent, 'correct', anItem({ obligationIds: ['P1.3'] }));
      return { ...sent, version: sent.version + 1 };
    },
  ],
  ['withdrawn', 'P2.1', async (draft) => done(cast.focal, await done(cast.focal, draft, 'submit'), 'withdraw', { reason: 'Twice.' })],
  ['withdrawn', 'P2.2', (draft) => done(cast.focal, draft, 'withdraw', { reason: 'Twice.' })],
];

describe.each([
  ['refuse-purge', () => commander, WHY],
  ['withdraw-purge-request', () => cast.trainer, {}],
] as const)('%s', (verb, who, body) => {
  it.each(BEFORE)(
    'returns an item that was %s to this state, and lets no ended item count again (%s)',
    async (state, obligationId, make) => {
      const item = await make(await desk.entered(cast.trainer, anItem({ obligationIds: [obligationId] })));
      const before = await counting(obligationId);
      const asked = await request(cast.trainer, item);
      expect(await counting(obligationId)).toEqual(before.filter((id) => id !== item.id));
      await done(who(), asked, verb, body);
      expect((await desk.see(cast.focal, item.id)).body).toMatchObject({ state, version: asked.version + 1 });
      expect(await counting(obligationId)).toEqual(before);
      expect(await detailOf(item.id, `evidence/${verb}`)).toMatchObject([{ to: state }]);
      // A second request is possible, and the item can be purged.
      const again = await request(cast.trainer, { ...asked, version: asked.version + 1 });
      await done(commander, again, 'approve-purge');
      expect((await desk.see(cast.focal, item.id)).body).toMatchObject({ state: 'purged', purgeRefusal: null });
    },
  );
});

describe('refuse-purge', () => {
  const asked = async (who = cast.trainer) => request(who, await done(cast.focal, await desk.entered(who), 'submit'));

  it('keeps the reason and who refused, and shows both to the readers of the item', async () => {
    const item = await asked();
    await done(commander, item, 'refuse-purge', WHY);
    for (const reader of [cast.trainer, cast.focal, cast.office, cast.reviewer])
      expect((await desk.see(reader, item.id)).body).toMatchObject({
        purgeReason: 'Wrong file.',
        purgeRefused: true,
        purgeRefusal: WHY.reason,
        purgeRequestEndedBy: 'Cora Commander',
        purgeRequestEndedAt: expect.any(String),
      });
    const { body } = await bed.call(cast.trainer, 'GET', '/desk/api/news');
    expect(body.lines).toContainEqual(
      expect.objectContaining({ kind: 'evidence/refuse-purge', page: 'evidence-item', ids: { itemId: item.id } }),
    );
    const others = await bed.call(cast.focal, 'GET', '/desk/api/news');
    expect(others.body.lines.map(({ kind }: { kind: string }) => kind)).not.toContain('evidence/refuse-purge');
  });

  it('needs a reason, a signer or the policy office, and a second person', async () => {
    const item = await asked(cast.focal);
    const outsider = await bed.signIn.focalPoint(await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Cerland' }));
    expect((await desk.takeStep(commander, item, 'refuse-purge')).status).toBe(422);
    expect((await desk.takeStep(commander, item, 'refuse-purge', { reason: 'r'.repeat(2001) })).status).toBe(422);
    expect((await desk.takeStep(cast.trainer, item, 'refuse-purge', WHY)).status).toBe(403);
    expect((await desk.takeStep(cast.reviewer, item, 'refuse-purge', WHY)).status).toBe(403);
    expect((await desk.takeStep(outsider, item, 'refuse-purge', WHY)).status).toBe(404);
    expect((await desk.takeStep(cast.focal, item, 'refuse-purge', WHY)).body.code).toBe('evidence/second-person-needed');
    expect((await desk.see(cast.focal, item.id)).body).toMatchObject({ state: 'purge-requested', purgeRefused: null });
    await done(cast.office, item, 'refuse-purge', WHY);
    expect((await desk.takeStep(commander, { ...item, version: item.version + 1 }, 'refuse-purge', WHY)).body.code).toBe(
      'evidence/not-in-this-state',
    );
  });

  it('is offered to those who may confirm the purge, and the withdrawal to the person who requested it', async () => {
    const item = await asked();
    expect(await buttons(commander, item.id)).toEqual(['approve-purge', 'refuse-purge']);
    expect(await buttons(cast.office, item.id)).toEqual(['approve-purge', 'refuse-purge']);
    expect(await buttons(cast.trainer, item.id)).toEqual(['withdraw-purge-request']);
    expect(await buttons(cast.reviewer, item.id)).toEqual([]);
    expect((await desk.takeStep(commander, item, 'withdraw-purge-request')).body.code).toBe('evidence/request-of-another');
    expect((await desk.takeStep(cast.office, item, 'withdraw-purge-request')).status).toBe(403);
  });

  it('of what was measured is for a second person of the policy office', async () => {
    const date = { date: '2026-01-15' };
    const id = await leaveEvidence(bed, cast.trainer, {
      partyId: cast.nation,
      obligationIds: ['P5d.1'],
      kind: 'EV-TRN',
      says: 'met',
      ...date,
    });
    const item = await request(cast.office, { id, version: 1 });
    expect((await desk.takeStep(cast.focal, item, 'refuse-purge', WHY)).body.code).toBe('evidence/changes-at-its-source');
    expect((await desk.takeStep(cast.office, item, 'refuse-purge', WHY)).body.code).toBe('evidence/second-person-needed');
    await done(cast.second, item, 'refuse-purge', WHY);
    expect(await counting('P5d.1')).toEqual([id]);
  });
});

describe('withdraw-purge-request', () => {
  it('shows who withdrew the request, without a reason and without news', async () => {
    const item = await request(cast.trainer, await done(cast.focal, await desk.entered(cast.trainer), 'submit'));
    await done(cast.trainer, item, 'withdraw-purge-request');
    expect((await desk.see(cast.focal, item.id)).body).toMatchObject({
      state: 'submitted',
      purgeRefused: false,
      purgeRefusal: null,
      purgeRequestEndedBy: 'Tom Trainer',
    });
    const { body } = await bed.call(cast.trainer, 'GET', '/desk/api/news');
    expect(body.lines.map(({ ids }: { ids: { itemId?: string } }) => ids.itemId)).not.toContain(item.id);
  });
});
