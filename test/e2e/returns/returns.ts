import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openSession } from '../browser/open-session.ts';
import { accountOf } from '../exercise-accounts.ts';

/** The part of a return that the functions below use. */
export type SeenReturn = {
  id: string;
  version: number;
  state: string;
  answers: { questionId: string; version: number; choice: string | null; value: unknown }[] | null;
};
type Named = { id: string; name: { en: string } };

/** The desk's API as one person of the exercise. */
export async function deskOf(name: string) {
  const { address } = inject('exercise');
  const cookie = `${SESSION_COOKIE}=${await openSession(accountOf(name).email)}`;
  const headers = () => ({ 'content-type': 'application/json', 'idempotency-key': randomUUID() });
  const call = async <Answer>(method: string, path: string, body?: object, version?: number): Promise<Answer> => {
    const answer = await fetch(`${address}/desk/api/${path}`, {
      method,
      headers: { ...(method !== 'GET' && headers()), cookie, ...(version !== undefined && { 'if-match': `"${version}"` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${name}: ${method} ${path} was refused: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const view = (id: string) => call<SeenReturn>('GET', `returns/${id}`);
  const step = async (id: string, act: string, body: object = {}) => call('POST', `returns/${id}/${act}`, body, (await view(id)).version);
  return { call, view, step };
}

/** The identifier of a party of the exercise. */
export async function nationOf(desk: Awaited<ReturnType<typeof deskOf>>, name: string): Promise<string> {
  const { items } = await desk.call<{ items: Named[] }>('GET', 'parties?kind=nation');
  return items.find((one) => one.name.en === name)!.id;
}

const openedReturns = new Map<string, Promise<string>>();

/** Corvania’s return of a year, opened and begun by its focal point if it does not exist yet. */
export function begunReturn(period: string): Promise<string> {
  // Screens of one file use the same year at the same time, so it is opened once.
  const known = openedReturns.get(period) ?? begin(period);
  openedReturns.set(period, known);
  return known;
}

async function begin(period: string): Promise<string> {
  const mira = await deskOf('Mira Kolb');
  const party = await nationOf(mira, 'Corvania');
  const { items } = await mira.call<{ items: { id: string; period: string; party: { id: string } }[] }>('GET', 'returns?limit=50');
  const there = items.find((one) => one.period === period && one.party.id === party);
  if (there) return there.id;
  const { id } = await mira.call<{ id: string }>('POST', `parties/${party}/returns`, { period, due: null, roundId: null });
  await mira.step(id, 'start');
  return id;
}

/** Corvania’s return of a year in its second version, sent back once. All answers are “not known”, so it creates no evidence for other stories. */
export async function amendedReturn(period: string): Promise<string> {
  const id = await begunReturn(period);
  const [mira, karl, ines] = await Promise.all([deskOf('Mira Kolb'), deskOf('Karl Munk'), deskOf('Ines Harrow')]);
  const answerSection = async (note: string | null) => {
    const { answers } = await mira.view(id);
    const inputs = answers!.map(({ questionId, version }) => ({
      questionId,
      choice: 'not-known',
      value: null,
      note,
      documentId: null,
      page: null,
      version,
    }));
    await mira.call('PUT', `returns/${id}/answers`, { answers: inputs, form: null });
  };
  const submitReturn = async () => {
    await mira.step(id, 'ask-review');
    await karl.step(id, 'clear', { note: null });
    await mira.step(id, 'sign', { name: 'Ada Minister', capacity: 'State Secretary' });
    await mira.step(id, 'submit');
  };
  if ((await mira.view(id)).state !== 'answering') return id;
  await answerSection(null);
  await submitReturn();
  await ines.step(id, 'send-back', { reason: 'Say at least why it is not known.' });
  await mira.step(id, 'amend');
  await answerSection('The ministry is looking for it.');
  await submitReturn();
  return id;
}

/** A link to a section of Corvania’s return of a year. */
export async function sectionLink(period: string, section: string): Promise<string> {
  const id = await begunReturn(period);
  const mira = await deskOf('Mira Kolb');
  const { link } = await mira.call<{ link: string }>('POST', `returns/${id}/sections/${section}/links`, {
    name: 'Defence college',
    days: 10,
  });
  return new URL(link).pathname;
}
