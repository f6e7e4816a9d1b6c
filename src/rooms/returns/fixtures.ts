import type { Answer, Somebody, TestBed } from '#test/database/harness.ts';
import type { ReturnView } from './return.schema.ts';

/** The people of one nation and of headquarters, and somebody of another nation. */
export async function givenReporters(bed: TestBed) {
  const headquarters = await bed.givenParty({ kind: 'body', code: 'RHQ', name: 'Headquarters' });
  const nation = await bed.givenParty({ kind: 'nation', code: 'RA', name: 'Alland' });
  const other = await bed.givenParty({ kind: 'nation', code: 'RB', name: 'Berland' });
  return {
    nation,
    other,
    office: await bed.givenPerson('Office One', [{ role: 'policy-office', partyId: headquarters }]),
    second: await bed.givenPerson('Office Two', [{ role: 'policy-office', partyId: headquarters }]),
    focal: await bed.givenPerson('Focal A', [{ role: 'focal-point', partyId: nation }]),
    lawyer: await bed.givenPerson('Lawyer A', [{ role: 'legal-adviser', partyId: nation }]),
    trainer: await bed.givenPerson('Trainer A', [{ role: 'training-officer', partyId: nation }]),
    reviewer: await bed.givenPerson('Reviewer A', [{ role: 'reviewer', partyId: nation }]),
    foreign: await bed.givenPerson('Focal B', [{ role: 'focal-point', partyId: other }]),
  };
}

/** Calls of the desk about returns. `version` becomes If-Match. */
export function returnsDesk(bed: TestBed) {
  const headers = (version?: number): Record<string, string> => (version === undefined ? {} : { 'if-match': `"${version}"` });
  const get = (who: Somebody | null, url: string): Promise<Answer> => bed.call(who, 'GET', `/desk/api/${url}`);
  const post = (who: Somebody | null, url: string, body: object = {}, version?: number) =>
    bed.call(who, 'POST', `/desk/api/${url}`, body, headers(version));
  const put = (who: Somebody | null, url: string, body: object, version?: number) =>
    bed.call(who, 'PUT', `/desk/api/${url}`, body, headers(version));
  const view = async (who: Somebody, id: string): Promise<ReturnView> => (await get(who, `returns/${id}`)).body;
  /** Takes a step on the version that stands. */
  const step = async (who: Somebody, id: string, name: string, body: object = {}): Promise<Answer> =>
    post(who, `returns/${id}/${name}`, body, (await view(who, id)).version);
  const say = (who: Somebody, id: string, questionId: string, given: object, version: number): Promise<Answer> =>
    put(
      who,
      `returns/${id}/answers/${questionId}`,
      { choice: 'changed', value: null, note: null, documentId: null, page: null, ...given },
      version,
    );
  /** Answers every question that is asked and open: `not known`, but for those given. */
  const answerAll = async (who: Somebody, id: string, values: Record<string, unknown> = {}): Promise<void> => {
    for (const row of (await view(who, id)).answers ?? []) {
      if (row.choice !== null && values[row.questionId] === undefined) continue;
      const value = values[row.questionId];
      const given = value === undefined ? { choice: 'not-known' } : { choice: 'changed', value };
      const kept = await say(who, id, row.questionId, given, row.version);
      if (kept.status !== 200) throw new Error(`${row.questionId}: ${kept.text}`);
    }
  };
  /** Brings an answered return through the legal office and a signature to headquarters. */
  const handIn = async (focal: Somebody, lawyer: Somebody, id: string): Promise<Answer> => {
    await step(focal, id, 'legal-review');
    await step(lawyer, id, 'clearance', { note: null });
    await step(focal, id, 'signature', { name: 'A. Minister', capacity: 'State Secretary' });
    return step(focal, id, 'submission');
  };
  return { get, post, put, view, step, say, answerAll, handIn };
}
