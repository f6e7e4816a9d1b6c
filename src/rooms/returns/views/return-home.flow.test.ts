import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';
import { sectionsWithProgress, wholeProgress } from '../ui/return-words.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
let id: string;

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  bed.setClock(() => new Date('2026-11-02T08:00:00Z'));
  id = (await desk.post(cast.office, `parties/${cast.nation}/returns`, { period: '2026', due: '2026-12-04', roundId: null })).body.id;
});
afterAll(() => bed.close());

const onHome = async (who: TestPerson) => (await desk.get(who, 'home')).body.parts.return;

describe('returnHome', () => {
  it('says whose turn an opened return is, and nothing of its answers (5a)', async () => {
    const { returns, late, next } = await onHome(cast.focal);
    expect(returns).toMatchObject([
      { id, state: 'open', daysLeft: 32, turn: { action: 'start' }, progress: null, next: null, sections: [] },
    ]);
    expect([late, next]).toEqual([0, '2026-12-04']);
    expect((await onHome(cast.lawyer)).returns).toMatchObject([{ id, turn: null }]);
  });

  it('counts the questions as the page of the return does, and leads to the first open one (5a)', async () => {
    await desk.step(cast.focal, id, 'start');
    const view = await desk.view(cast.focal, id);
    const parts = sectionsWithProgress(view.sections, view.answers!);
    const [line] = (await onHome(cast.focal)).returns;
    const { toConfirm, ...progress } = line.progress;
    expect(progress).toEqual(wholeProgress(parts));
    expect(progress.left).toBeGreaterThan(20);
    expect(toConfirm).toBeLessThanOrEqual(progress.left);
    expect(line.sections.map(({ id: section, left }: { id: string; left: number }) => [section, left])).toEqual(
      parts.map(({ section, progress: own }) => [section.id, own.left]),
    );
    const first = parts.find(({ progress: own }) => own.left > 0)!;
    expect(line.next).toMatchObject({ sectionId: first.section.id, left: first.progress.left, section: first.section.title });
    expect(first.pages[line.next.page - 1]!.progress.left).toBeGreaterThan(0);
  });

  it('is late once the due date of an owed return is past, and shows other parties nothing (5a)', async () => {
    bed.setClock(() => new Date('2026-12-09T08:00:00Z'));
    const { returns, late } = await onHome(cast.focal);
    expect([returns[0].daysLeft < 0, late]).toEqual([true, 1]);
    expect(await onHome(cast.foreign)).toBeUndefined();
    expect(await onHome(cast.office)).toBeUndefined();
  });
});
