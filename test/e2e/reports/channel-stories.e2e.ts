import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { CHANNEL_SLUG } from '#app/exercise/reports/readers.ts';
import type { Locale } from '#kernel/languages.ts';
import type { PublicChannel } from '#rooms/reports/intake/intake.schema.ts';
import { fingerprintOf } from '#rooms/reports/manifest/manifest.ts';
import { translateInbox } from '#rooms/reports/ui/inbox/texts.ts';
import { translatePhrases } from '#rooms/reports/ui/inbox/words/phrase-words/texts.ts';
import { translateUnlock } from '#rooms/reports/ui/unlock/texts.ts';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { Hands, minutesOf } from '../returns/effort.ts';
import { press, settleCode } from './write.ts';

// The channel of the exercise, from the poster to a code, from an alarm to "I have it", and a thread in two languages.
const PHONE = { viewport: { width: 390, height: 800 } };
const [MOST_TAPS, MOST_MINUTES] = [15, 3];
const SEEN = 'The cook of the yard may not leave. Her papers are in the safe.';
// Careful reading, as effort.ts counts it.
const WORDS_PER_MINUTE = 150;

/** The fingerprint that a poster of the channel carries. */
async function fingerprintOfPoster(page: Page): Promise<string> {
  const { keys } = (await (await page.request.get(`/r/${CHANNEL_SLUG}/readers`)).json()) as PublicChannel;
  return fingerprintOf(Buffer.from(keys.first, 'base64'));
}

const shownWords = async (page: Page) => ((await page.locator('main').innerText()).match(/\S+/g) ?? []).length;

test('5e: from the poster to a code in three minutes, and to a report that is sent in fifteen taps', async () => {
  await visit({ address: inject('exercise').address, ...PHONE }, async (page) => {
    await page.goto(`/r/${CHANNEL_SLUG}#${await fingerprintOfPoster(page)}`);
    const hands = new Hands(page);
    const next = () => hands.click(page.getByRole('button', { name: 'Go on' }));
    await page.getByRole('button', { name: /I saw something/ }).waitFor();
    await hands.click(page.getByRole('button', { name: /I saw something/ }));
    await page.getByText('This page leads to the readers of the poster you scanned.').waitFor();
    let read = await shownWords(page);
    await next();
    await next();
    await hands.click(page.getByLabel('No', { exact: true }));
    await next();
    await hands.type(page.getByLabel('What did you see or hear?'), SEEN);
    await next();
    await next();
    await next();
    await next();
    const groups = await settleCode(page);
    read += await shownWords(page);
    const minutes = minutesOf(hands.effort) + read / WORDS_PER_MINUTE;
    expect(minutes).toBeLessThanOrEqual(MOST_MINUTES);
    // The taps are enough to send it, too.
    const asked = Number(/\d+/.exec((await page.locator('label.lb:visible').textContent())!)![0]);
    await hands.type(page.locator('input.in:visible'), groups[asked - 1]!);
    await next();
    await hands.click(page.getByRole('button', { name: 'Send', exact: true }));
    await page.getByText(/^The site received your report on/).waitFor();
    console.info(`poster to code: ${minutes.toFixed(1)} minutes, ${read} words read; ${hands.effort.actions} taps until it is sent`);
    expect(hands.effort.actions).toBeLessThanOrEqual(MOST_TAPS);
  });
});

test('5e: an alarm is answered in two clicks, and questions and answers go both ways in two languages', async () => {
  const { address } = inject('exercise');
  const [pia, tove] = [accountOf('Pia Strand'), accountOf('Tove Marin')];
  await visit({ address, as: pia }, async (page, context) => {
    await page.goto('/desk/watch');
    await press(page, 'Start watching');
    await page.locator('main[data-state=quiet]').waitFor();
    await visit({ address, ...PHONE }, async (phone) => {
      const code = await reportInFrench(phone);
      // Alarm to "I have it".
      await page.locator('main[data-state=danger]').waitFor();
      const inbox = context.waitForEvent('page');
      await page.getByRole('link', { name: 'Open reports in a new tab' }).click();
      const desk = await inbox;
      await press(desk, 'I have it');
      await desk.getByText('Nobody has it yet').waitFor({ state: 'detached' });
      await page.locator('main[data-state=quiet]').waitFor();

      await ask(desk, { passphrase: pia.passphrase!, locale: 'en', phrase: 'are-you-safe' });
      await phone.goto(`/fr/r/${CHANNEL_SLUG}/follow`);
      await openCode(phone, code, { label: /^Votre code/, open: 'Ouvrir' });
      await phone
        .getByText(translatePhrases('fr', 'are-you-safe', {}))
        .first()
        .waitFor();
      await phone.getByLabel(translatePhrases('fr', 'answer.yes', {}), { exact: true }).check();
      await phone.getByLabel('Écrire de nouveau').fill('Je suis seule jusqu’à midi.');
      await press(phone, 'Envoyer');
      await phone.getByText(/^Vous avez écrit le/).waitFor();
      await desk.reload();
      await unlock(desk, pia.passphrase!, 'en');
      await desk.getByText(answered('en', 'are-you-safe', 'answer.yes')).waitFor();
      await desk.getByText('Je suis seule jusqu’à midi.').waitFor();

      // The other way: a reader who works in French, and the reporter now reads the page in English.
      await visit({ address, as: tove }, async (french) => {
        await french.goto(new URL(desk.url()).pathname);
        await ask(french, { passphrase: tove.passphrase!, locale: 'fr', phrase: 'paid' });
        await phone.goto(`/r/${CHANNEL_SLUG}/follow`);
        await openCode(phone, code, { label: /^Your code/, open: 'Open' });
        await phone
          .getByText(translatePhrases('en', 'paid', {}))
          .first()
          .waitFor();
        await phone.getByLabel(translatePhrases('en', 'answer.some', {}), { exact: true }).check();
        await press(phone, 'Send');
        await phone
          .getByText(/^You wrote on/)
          .nth(1)
          .waitFor();
        await french.reload();
        await unlock(french, tove.passphrase!, 'fr');
        await french.getByText(answered('fr', 'paid', 'answer.some')).waitFor();
        await settle(french);
      });
    });
  });
});

type PhraseKey = Parameters<typeof translatePhrases>[1];
const answered = (locale: Locale, phrase: PhraseKey, answer: PhraseKey) =>
  `${translatePhrases(locale, phrase, {})} ${translatePhrases(locale, answer, {})}`;

/** Says in French that someone is in danger, skips every other question, and answers the code. */
async function reportInFrench(phone: Page): Promise<string> {
  await phone.goto(`/fr/r/${CHANNEL_SLUG}`);
  const next = () => press(phone, 'Continuer');
  await press(phone, /J’ai vu quelque chose/);
  await next();
  await next();
  await phone.getByLabel(/^Oui, quelqu’un est en danger/).check();
  await next();
  await phone.getByLabel(/^Qu’avez-vous vu/).fill('La cuisinière de la cour ne peut pas sortir.');
  for (let part = 0; part < 4; part += 1) await next();
  const groups = await settleCode(phone);
  const asked = Number(/\d+/.exec((await phone.locator('label.lb:visible').textContent())!)![0]);
  await phone.locator('input.in:visible').fill(groups[asked - 1]!);
  await next();
  await press(phone, 'Envoyer');
  await phone.getByText(/^Le site a reçu votre message/).waitFor();
  return groups.join(' ');
}

async function openCode(phone: Page, code: string, { label, open }: { label: RegExp; open: string }): Promise<void> {
  await phone.getByLabel(label).fill(code);
  await phone.getByRole('button', { name: open, exact: true }).click();
}

async function unlock(desk: Page, passphrase: string, locale: Locale): Promise<void> {
  await desk.getByLabel(translateUnlock(locale, 'passphrase', {})).fill(passphrase);
  await press(desk, translateUnlock(locale, 'unlock', {}));
}

/** Opens the report that this reader has, or that is on the page, and asks by a sentence of the phrasebook. */
async function ask(desk: Page, { passphrase, locale, phrase }: { passphrase: string; locale: Locale; phrase: PhraseKey }): Promise<void> {
  await unlock(desk, passphrase, locale);
  const open = desk.getByRole('row', { name: /La cuisinière de la cour/ }).getByRole('link');
  if (!desk.url().includes('/reports/')) await open.click();
  await desk.getByLabel(translateInbox(locale, 'reply.phrase', {})).selectOption(phrase);
  await press(desk, translateInbox(locale, 'reply.send', {}));
  await desk.getByText(translateInbox(locale, 'reply.sent', {})).waitFor();
}
