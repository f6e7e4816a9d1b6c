import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskLanguage, languagesAt, loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { SITE_DEFAULTS } from '#site/public-page.ts';
import { PublicHelp } from '../help/help.schema.ts';
import { isUnread } from '../safety/safety-words.ts';
import { contentOf, isEmptyDraft, unitsOf } from './browser/draft.ts';
import { buildReporter } from './code/build-code.ts';
import { type Bundle, codeHeaders, readBundle } from './code/bundle.ts';
import { channelPage, followPage, howSafePage } from './pages.ts';
import { findPhrase, PHRASES } from './phrases/phrases.ts';
import { type Answers, isDangerNow, QUESTIONS } from './questions.ts';
import { type ReporterContext, renderReporter, reporterHeaders } from './shell.ts';
import { translateForm, translatePhrases } from './texts.ts';

const MAX_PAGE_BYTES = 6 * 1024;
const MAX_CODE_BYTES = 60 * 1024;
const compressed = (content: string | Buffer, quality: number) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
const CLOCKS = { dangerMinutes: 15, mergeMinutes: 5, promises: true, attended: true, unattendedHours: 72, keptMonths: 12, junkDays: 30 };
type State = ReporterContext['channel']['state'];
const contextIn = (code: string | null, locale: 'en' | 'fr' = 'en', state: State = 'open', clocks = {}): ReporterContext => ({
  language: deskLanguage(locale),
  site: SITE_DEFAULTS,
  channel: { slug: 'tideline', name: { en: 'Camp <help>' }, state, opensOn: '2026-12-02', clocks: { ...CLOCKS, ...clocks }, help: null },
  code,
});
const both = (text: string) => ({ en: text, fr: text });
const PAGES = { channelPage, followPage, howSafePage };
const CODE = 'A'.repeat(22);
const NAMES = ['main.js', 'worker.js', 'service.js'];

describe.each(Object.entries(PAGES))('%s', (_name, make) => {
  it('sends at most 6 KiB in each language', () => {
    for (const language of languagesAt(loadPublicLanguages(), '/r')) {
      const context = { ...contextIn(CODE), language };
      expect(compressed(renderReporter(context, make(context)).markup, 10), language.code).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    }
  });

  it('names the onion address where there is one, once, still within 6 KiB in each language', () => {
    const onion = `${'abcdefg2'.repeat(7)}.onion`;
    for (const language of languagesAt(loadPublicLanguages(), '/r')) {
      const context = { ...contextIn(CODE), language, site: { ...SITE_DEFAULTS, onion } };
      const { markup } = renderReporter(context, make(context));
      // With an unread translation the English sentence says it again.
      expect(markup.split(onion).length - 1, language.code).toBe(make === howSafePage && isUnread(language) ? 2 : 1);
      expect(compressed(markup, 10), language.code).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    }
  });

  it('has no form, no field and no inline script, and names no other host but the one to leave to', () => {
    const context = contextIn(CODE);
    const { markup } = renderReporter(context, make(context));
    expect(markup).not.toMatch(/<(form|input|textarea|select|iframe|img)\b|<script(?![^>]* src="\/r\/code\/)|\son\w+=/);
    expect(markup.match(/https?:\/\/[^"\s]+/g)).toEqual([SITE_DEFAULTS.leaveTo]);
    expect(markup).toContain('Camp &#60;help&#62;');
    expect(markup).toContain('<html lang="en" translate="no">');
  });

  it('loads no code where none was built', () => {
    const context = contextIn(null);
    expect(renderReporter(context, make(context)).markup).not.toContain('<script');
  });
});

const number = (kind: string, phone: string, more: object = {}) => ({
  ...{ id: phone, kind, name: both('Safe Shore'), about: both('A bed.'), phone, days: [1, 2, 3, 4, 5, 6, 7], opens: null, closes: null },
  ...{ languages: ['sq'], free: true, testedOn: '2026-11-12', testedBy: 'Duty officer', result: 'answered', answeredOn: '2026-11-12' },
  ...{ old: false, ...more },
});
const helpOf = (...entries: object[]) =>
  PublicHelp.parse({
    ...{ id: 'p', slug: 'port-amber', name: both('Port Amber'), country: both('Ostany'), zone: 'Europe/Tirane' },
    ...{ party: both('Amber Quay'), recheckDays: 90, entries },
  });
const SIX = helpOf(
  ...['+44 1632 960121', '+44 1632 960122', '+44 1632 960123'].map((phone) => number('medical', phone)),
  number('duty-telephone', '+44 1632 960140', { old: true }),
  ...['112', '113'].map((phone) => number('police', phone, { result: 'no-answer', answeredOn: '2026-10-01' })),
);

describe('the numbers of a channel', () => {
  const withHelp = (help: PublicHelp | null, more: Partial<ReporterContext> = {}) => {
    const context = contextIn(CODE);
    const whole = { ...context, channel: { ...context.channel, help }, ...more };
    return renderReporter(whole, channelPage(whole)).markup;
  };
  const calls = (markup: string) => [...markup.matchAll(/href="tel:([^"]+)"/g)].map(([, to]) => to);

  it('are the first tested ones of its own place, help that is not the police first and the police last (A1.6)', () => {
    const markup = withHelp(SIX);
    expect(calls(markup)).toEqual(['+441632960121', '+441632960122', '+441632960140', '112', '113']);
    expect(markup).toContain('<bdi dir="ltr">+44 1632 960121</bdi>');
    expect(markup).toContain('Test call of 12 Nov 2026: answered');
    expect(markup).toContain('Last tested on 12 Nov 2026, by Duty officer; not tested since');
    expect(markup).toContain('Last answered on 1 Oct 2026');
    expect(markup).toContain('href="/help/port-amber"');
  });

  it('are said to be missing where a place lists none of their kind, and lead to all places where there is no list', () => {
    expect(withHelp(helpOf(number('police', '112')))).toMatch(/A help line, a doctor, a safe bed by telephone\. No number\./);
    expect(withHelp(null)).not.toContain('No number');
    expect(withHelp(null)).toContain('<a href="/help">Telephone numbers by place</a>');
  });

  it('leave the page at no more than 6 KiB in each language, and need no script', () => {
    for (const language of languagesAt(loadPublicLanguages(), '/r')) {
      expect(compressed(withHelp(SIX, { language }), 10), language.code).toBeLessThanOrEqual(MAX_PAGE_BYTES);
      expect(calls(withHelp(SIX, { language, code: null }))).toHaveLength(5);
    }
  });
});

describe('the page of a channel', () => {
  it('offers no way to write where the channel is closed', () => {
    const context = contextIn(CODE, 'en', 'closed');
    const { markup } = renderReporter(context, channelPage(context));
    expect(markup).not.toContain('id="saw"');
    expect(markup).not.toContain('<script');
  });

  it('says before its first leaf when it opens, and offers no way to write', () => {
    const context = contextIn(CODE, 'en', 'opening');
    const { markup } = renderReporter(context, channelPage(context));
    expect(markup).toContain(
      'You cannot write here yet. This channel opens when the public log names its readers, on 2 Dec 2026 at the earliest.',
    );
    expect(markup).not.toMatch(/id="saw"|<script|within 15 minutes/);
  });

  it('promises minutes only while a reader is on duty, and says where nobody looks', () => {
    const shown = (clocks: Partial<typeof CLOCKS>, state: State = 'open') => {
      const context = contextIn(CODE, 'en', state, clocks);
      return renderReporter(context, channelPage(context)).markup;
    };
    expect(shown({})).toContain('look within 15 minutes');
    expect(shown({ promises: false })).not.toContain('within 15 minutes');
    expect(shown({ promises: false })).toContain('Nobody is sure to look within minutes now');
    expect(shown({})).not.toContain('for more than 72 hours');
    expect(shown({ attended: false })).toContain('Nobody has opened the reports here for more than 72 hours');
    expect(shown({ attended: false })).not.toContain('within 15 minutes');
    expect(shown({ attended: false }, 'closed')).not.toContain('72 hours');
  });

  it('may run its own script and worker and reach its own server, and is never stored', () => {
    const headers = reporterHeaders('');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types reporter$/,
    );
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toMatch(/^no-store\b/);
  });
});

describe('the camera', () => {
  it('may be used on the page that reads a code, and on no other, and nothing else may', () => {
    expect(reporterHeaders('/follow')['permissions-policy']).toMatch(/(^|, )camera=\(self\)(,|$)/);
    expect(reporterHeaders('/follow')['permissions-policy']!.match(/=\(self\)/g)).toHaveLength(1);
    for (const path of ['', '/how-safe'] as const) expect(reporterHeaders(path)['permissions-policy']).toBeUndefined();
  });
});

describe('the code of the pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reporter-code-'));
  let bundle: Bundle;
  beforeAll(async () => {
    await buildReporter(folder);
    bundle = readBundle(folder)!;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('sends at most 60 KiB for encryption', () => {
    expect(compressed(bundle.files.get('worker.js')!, 10)).toBeLessThanOrEqual(MAX_CODE_BYTES);
  });

  it('writes no log, changes no address, makes no mark-up, and stores only what the page keeps in the stores that leaving deletes', () => {
    for (const name of NAMES) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text).not.toMatch(/localStorage|sessionStorage|document\.cookie|pushState|replaceState|innerHTML|\beval\(/);
      expect(text).not.toMatch(/console\.(log|error|warn|info|debug)|sendBeacon/);
      const opened = [...text.matchAll(/(indexedDB|caches)\.(open|put)\b/g)].map(([call]) => call);
      expect(opened.toSorted(), name).toEqual(name === 'main.js' ? ['caches.open', 'indexedDB.open'] : []);
    }
  });

  it('may do no more than its part: the worker reaches nothing, the service worker this server', () => {
    const file = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' };
    expect(codeHeaders('main.js')).toEqual(file);
    expect(codeHeaders('worker.js')).toEqual({ ...file, 'content-security-policy': "default-src 'none'" });
    expect(codeHeaders('service.js')).toEqual({
      ...file,
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'service-worker-allowed': '/',
    });
  });
});

describe('the questions', () => {
  it('have a text for each question and each choice, and nothing else has one of theirs', () => {
    for (const { id, choices } of Object.values(QUESTIONS))
      for (const key of [id, ...choices.map((choice) => `${id}.${choice}`)]) expect(translateForm.has('en', key), key).toBe(true);
  });

  it('say danger only where the reporter chose yes', () => {
    const given: Answers[] = [{ danger: 'yes' }, { danger: 'not-known' }, {}];
    expect(given.map(isDangerNow)).toEqual([true, false, false]);
  });
});

describe('a draft', () => {
  const NOBODY = { units: [], readers: [] };
  it('leaves out what was skipped, and says whom the report is about only where that was answered', () => {
    const answers = { age: '', need: [], when: 'now' };
    expect(contentOf({ answers, text: 'x', about: NOBODY })).toEqual({ answers: { when: 'now' }, text: 'x' });
    expect(contentOf({ answers: {}, text: '', about: { units: [], readers: [2] } }).answers).toEqual({
      about: { units: [], readers: [2] },
    });
  });

  it('is empty until something is written or chosen', () => {
    expect(isEmptyDraft({ answers: { age: '', need: [] }, text: '', about: NOBODY })).toBe(true);
    expect(isEmptyDraft({ answers: { age: 'child' }, text: '', about: NOBODY })).toBe(false);
  });

  it('offers each unit of the readers and each unit above it once', () => {
    const readers = [{ unit: ['XC', '2 Bde', '1 Bn'] }, { unit: ['XC', '2 Bde'] }, { unit: ['XD'] }];
    expect(unitsOf(readers)).toEqual([['XC'], ['XC', '2 Bde'], ['XC', '2 Bde', '1 Bn'], ['XD']]);
  });
});

describe('the phrasebook', () => {
  it('has about forty phrases, each once, with texts for the phrase and for each answer', () => {
    expect(PHRASES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(PHRASES.map(({ code }) => code)).size).toBe(PHRASES.length);
    for (const { code, answers } of PHRASES)
      for (const key of [code, ...answers.map((answer) => `answer.${answer}`)]) expect(translatePhrases.has('en', key), key).toBe(true);
  });

  it('finds a phrase and its answer by their code, and nothing for a code it does not know', () => {
    expect(findPhrase('paid/some')).toMatchObject({ phrase: { code: 'paid' }, answer: 'some' });
    expect(findPhrase('paid')?.answer).toBeNull();
    for (const code of ['paid/yes', 'unknown', 'thank-you/yes', '__proto__', '']) expect(findPhrase(code), code).toBeUndefined();
  });
});
