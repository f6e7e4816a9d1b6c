import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf, nationOf } from '../returns/returns.ts';
import { inDays, openRound } from './rounds.ts';

// The full round as headquarters runs it: letters, an invited organisation, clarification, a visit, draft, comments, adoption, publication, follow-up, and the
// round after. Steps that other stories show on the screen use the API here; the steps that are new in a full round are done on the screen.

type Desk = Awaited<ReturnType<typeof deskOf>>;
type View = {
  version: number;
  participation: { state: string };
  obligations: { id: string; answer: { version: number } | null }[];
  findings: { id: string; title: string; version: number; state: string }[];
  comments: { id: string }[];
  visits: { notes: object[] | null }[];
};
const NOTE = 'The gate of the camp is not watched at night.';
const SEEN = 'People are met at the harbour and told that work is waiting.';
const COMMENT = 'The harbour police has a post there since spring.';
const [SETTLED, CARRIED] = ['Put a post at the harbour', 'Name a rapporteur'];

const at = (name: string, address: string, story: (page: Page) => Promise<void>, refused: string[] = []) =>
  visit({ address: inject('exercise').address, as: accountOf(name), refused }, async (page) => {
    await page.goto(address);
    await settle(page);
    await story(page);
  });

test('5g: a full round runs from its letters to its publication, and the next round follows up its findings', async () => {
  const [office, hanna, elsa, kaja, tilda, sanne, emil] = await Promise.all(
    ['Ines Harrow', 'Hanna Weil', 'Elsa Tran', 'Kaja Stern', 'Tilda Sund', 'Sanne Ruiz', 'Emil Brask'].map(deskOf),
  );
  const parties = [
    { name: 'Hollmar', speaks: hanna!, judges: sanne! },
    { name: 'Estrava', speaks: elsa!, judges: sanne! },
    { name: 'Kestria', speaks: kaja!, judges: emil! },
    { name: 'Tyrsund', speaks: tilda!, judges: emil! },
  ];
  const ids = await Promise.all(parties.map(({ name }) => nationOf(office!, name)));
  const round = await openRound(office!, 'Full round', ids, ['5g', '6']);
  const page = `/desk/rounds/${round.id}`;
  const hollmar = round.participationOf('Hollmar');
  const view = (desk: Desk, participation = hollmar) => desk.call<View>('GET', `participations/${participation}`);

  // Letters: Estrava reads French, and so does Tyrsund once its language is set; one click makes all letters.
  let form = '';
  await at(
    'Ines Harrow',
    page,
    async (screen) => {
      await screen.getByText('Letters of invitation: 3 in English, 1 in French').waitFor();
      await screen.getByText('Language of each letter').click();
      expect(await screen.getByLabel('Estrava').inputValue()).toBe('fr');
      await screen.getByLabel('Tyrsund').selectOption('fr');
      await screen.getByText('Letters of invitation: 2 in English, 2 in French').waitFor();
      const file = async (kind: string) => {
        const link = screen.getByRole('link', { name: `Letters of invitation, ${kind}` });
        return (await screen.request.get((await link.getAttribute('href'))!)).body();
      };
      const letters = (await readPdf(await file('PDF'))).pages.join('');
      for (const words of ['To: Hollmar', 'Destinataire : Estrave', 'Destinataire : Tyrsund', `${page}/participations/${hollmar}`])
        expect(letters).toContain(squeeze(words));
      expect((await file('DOCX')).subarray(0, 2).toString()).toBe('PK');
      // An invited organisation, and a draw, which cannot be made on the day on which the parties are fixed.
      await screen.getByLabel('Partner organisation').selectOption({ label: 'Safe Shore shelter' });
      await screen.getByRole('button', { name: 'Invite', exact: true }).click();
      form = (await screen.getByRole('link', { name: 'Safe Shore shelter' }).getAttribute('href'))!;
      await screen.getByRole('button', { name: 'Draw reviewing nations' }).click();
      await screen.getByText(/There is none yet. Try again tomorrow/).waitFor();
    },
    [`POST /desk/api/rounds/${round.id}/draw 409`],
  );
  await at('Sofia Lamb', form, async (screen) => {
    const clause = screen.locator('.form-clauses article').first();
    await clause.getByRole('textbox').fill(SEEN);
    await clause.getByRole('button').click();
    await screen.getByText('You wrote on 1 clause.').waitFor();
    await screen.getByRole('button', { name: 'Submit form' }).click();
    await screen.getByRole('button', { name: 'Submit form' }).waitFor({ state: 'detached' });
  });
  await at('Ines Harrow', form, async (screen) => screen.getByText(SEEN).waitFor());
  await expect(hanna!.call('GET', form.replace('/desk/forms', 'review-forms'))).rejects.toThrow('404');

  // Returns, a question with its answer, and a visit whose notes the party cannot read.
  for (const { name, speaks } of parties) {
    const participation = `participations/${round.participationOf(name)}`;
    await speaks.call('POST', `${participation}/prefill`, {});
    const { obligations, version } = await view(speaks, round.participationOf(name));
    for (const { id, answer } of obligations)
      await speaks.call('PUT', `${participation}/answers/${id}`, { choice: 'not-known', says: null, note: null }, answer!.version);
    await speaks.call('POST', `${participation}/submit`, { capacity: 'National focal point' }, version);
  }
  const { id: question } = await sanne!.call<{ id: string }>('POST', `participations/${hollmar}/questions`, {
    obligationId: null,
    question: 'Since when?',
  });
  await hanna!.call('POST', `questions/${question}/answer`, { answer: 'Since spring.' });
  const trip = { from: inDays(1), to: inDays(2), visitors: 'Two experts', agenda: 'The harbour, then the ministry.' };
  const { id: visitId } = await sanne!.call<{ id: string }>('POST', `participations/${hollmar}/visits`, trip);
  await sanne!.call('POST', `visits/${visitId}/notes`, { day: inDays(1), spokeWith: 'A shelter', text: NOTE });
  await at('Sanne Ruiz', `${page}/participations/${hollmar}?view=visits`, async (screen) => screen.getByText(NOTE).waitFor());
  await at('Hanna Weil', `${page}/participations/${hollmar}?view=visits`, async (screen) => {
    await screen.getByText(trip.agenda).waitFor();
    expect(await screen.getByText(NOTE).count()).toBe(0);
  });

  // Draft and comments; a party that agrees is published.
  for (const { name, speaks, judges } of parties) {
    const participation = round.participationOf(name);
    const { obligations } = await view(judges, participation);
    const about = { obligationIds: [obligations[0]!.id], evidenceIds: [], citesAbsence: true, owner: 'Ministry', due: inDays(360) };
    await judges.call('POST', `participations/${participation}/ratings`, {
      obligationId: obligations[0]!.id,
      status: 'partly-met',
      reason: 'Seen.',
    });
    for (const title of name === 'Hollmar' ? [SETTLED, CARRIED] : [])
      await judges.call('POST', `participations/${participation}/findings`, {
        grade: 'recommend',
        title,
        text: 'It is missing.',
        ...about,
      });
    await office!.call(
      'POST',
      `participations/${participation}/draft`,
      { unratedReason: 'Looked at next time.' },
      (await view(office!, participation)).version,
    );
    await speaks.call('POST', `participations/${participation}/comments`, {
      obligationId: null,
      findingId: null,
      text: COMMENT,
      done: true,
    });
    const [comment] = (await view(office!, participation)).comments;
    await office!.call('POST', `comments/${comment!.id}/decision`, { decision: 'noted', reason: 'Noted.' });
  }
  await at('Hanna Weil', `${page}/participations/${hollmar}`, async (screen) => {
    await screen.getByRole('button', { name: 'Agree to publication' }).click();
    await screen.getByText('Agreed on').waitFor();
  });
  const { round: open } = await office!.call<{ round: { version: number } }>('GET', `rounds/${round.id}`);
  await office!.call('POST', `rounds/${round.id}/adopt`, { release: 'parties' }, open.version);
  await at('Ines Harrow', page, async (screen) => {
    await screen.getByText(/1 party has agreed/).waitFor();
    await screen.getByRole('button', { name: 'Publish', exact: true }).click();
    await screen.getByRole('link', { name: 'View the public page' }).click();
    await screen.getByRole('heading', { name: 'Full round' }).first().waitFor();
    const screenText = (await screen.locator('main').textContent())!;
    expect(screenText).toContain('Hollmar');
    // Three Allies and a contributor: every figure is small, so none is published.
    expect(screenText).toContain('hidden');
    for (const hidden of ['Estrava', 'Kestria', 'Tyrsund', 'Hanna Weil', NOTE, SEEN]) expect(screenText).not.toContain(hidden);
    await screen.getByRole('link', { name: 'Hollmar' }).click();
    await screen.getByText(COMMENT).waitFor();
    await screen.getByText(SETTLED).waitFor();
  });

  // Twelve months later: the person who reported progress may not verify it. One finding is closed, one is carried over to the next round.
  const { round: adopted } = await office!.call<{ round: { calendar: { followUpDue: string } } }>('GET', `rounds/${round.id}`);
  expect([inDays(365), inDays(366)]).toContain(adopted.calendar.followUpDue);
  const finding = async (title: string) => (await view(office!)).findings.find((one) => one.title === title)!;
  const settled = await finding(SETTLED);
  await hanna!.call('POST', `findings/${settled.id}/progress`, { text: 'The post is there.', evidenceIds: [] }, settled.version);
  const verdict = { settled: true, reason: 'The post was seen.' };
  await expect(hanna!.call('POST', `findings/${settled.id}/verify`, verdict, settled.version + 1)).rejects.toThrow('403');
  await sanne!.call('POST', `findings/${settled.id}/verify`, verdict, settled.version + 1);
  expect((await finding(SETTLED)).state).toBe('closed');
  const next = await openRound(office!, 'Round after', [ids[0]!], ['5g', '6']);
  const carried = await finding(CARRIED);
  const over = { roundId: next.id, due: inDays(300), reason: 'The law comes next year.' };
  await office!.call('POST', `findings/${carried.id}/carry-over`, over, carried.version);
  const after = `/desk/rounds/${next.id}/participations/${next.participationOf('Hollmar')}`;
  await at('Hanna Weil', `${after}?view=findings`, async (screen) => {
    await screen.getByText('Carried over from round “Full round”').waitFor();
    await screen.getByText(CARRIED).first().waitFor();
    expect(await screen.getByText(SETTLED).count()).toBe(0);
  });
  await at('Hanna Weil', `${after}?view=earlier`, async (screen) => {
    await screen.getByText(/Ratings compared with those of “Full round”/).waitFor();
    await screen.getByRole('row').filter({ hasText: 'Partly met' }).first().waitFor();
  });
});
