import { describe, expect, it } from 'vitest';
import { isOfferedAt, languagesAt, loadPublicLanguages, type PublicLanguage, translateIn } from '#platform/texts/public-languages.ts';
import { SITE_DEFAULTS } from '#site/public-page.ts';
import { translateHelpPages } from '../pages/texts.ts';
import { asReadOn } from '../safety/fixtures.ts';
import { SAFETY_SENTENCES } from '../safety/sentences.ts';
import { findTextFile, textFile } from './browser-texts.ts';
import { channelPage, followPage, howSafePage } from './pages.ts';
import { SIMPLER } from './questions.ts';
import { type ReporterContext, renderReporter } from './shell.ts';
import { REPORTER_STYLE } from './style.ts';
import { translateFollow, translateForm, translatePhrases, translateReporter, translateSafe } from './texts.ts';

const CATALOGUES = {
  reporter: translateReporter,
  form: translateForm,
  safe: translateSafe,
  follow: translateFollow,
  phrases: translatePhrases,
} as const;
const LANGUAGES = languagesAt(loadPublicLanguages(), '/r');
const FURTHER = LANGUAGES.filter(({ code, locale }) => code !== locale);
/** Languages before and after a speaker has read them, whatever their own files say today. */
const bothReadings = (languages: readonly PublicLanguage[]) => [...asReadOn(null, languages), ...asReadOn('2027-02-03', languages)];
const keysOf = (language: PublicLanguage, place: string) => Object.keys(language.catalogues.get(place) ?? {}).toSorted();
const englishKeys = async (path: string) =>
  Object.keys(((await import(path, { with: { type: 'json' } })) as { default: Record<string, string> }).default).toSorted();
const contextIn = (language: PublicLanguage): ReporterContext => ({
  language,
  site: SITE_DEFAULTS,
  channel: {
    ...{ slug: 'tideline', name: { en: 'Camp help' }, state: 'open', opensOn: '2026-12-02' },
    clocks: { dangerMinutes: 15, mergeMinutes: 5, promises: true, attended: false, unattendedHours: 72, keptMonths: 12, junkDays: 30 },
    help: null,
  },
  code: 'A'.repeat(22),
});
const read = (language: PublicLanguage, part: 'form' | 'follow') =>
  JSON.parse(textFile(language, part).content.toString()) as { texts: Record<string, string>; english: Record<string, string> };

describe('the languages of a reporter', () => {
  it('are at least English, French, Albanian, Serbian in both scripts, and Arabic from right to left', () => {
    expect(LANGUAGES.map(({ code, direction }) => `${code} ${direction}`)).toEqual(
      expect.arrayContaining(['en ltr', 'fr ltr', 'ar rtl', 'sq ltr', 'sr-Cyrl ltr', 'sr-Latn ltr']),
    );
  });

  it('are offered below the addresses that `pages` names, and at every address without it', () => {
    const reporters = ['/r', '/r/tideline', '/help', '/help/port-amber'];
    const paths = [...reporters, '/', '/policy', '/returns', '/helpers'];
    expect(paths.filter((path) => isOfferedAt({ pages: ['/help', '/r'] }, path))).toEqual(reporters);
    expect(paths.filter((path) => isOfferedAt({ pages: null }, path))).toEqual(paths);
  });

  it.each(FURTHER.map((language) => [language.code, language] as const))('lack no text in %s', async (_code, language) => {
    for (const name of Object.keys(CATALOGUES)) {
      const folder = name === 'reporter' ? '.' : `./${name}`;
      const place = name === 'reporter' ? 'rooms/reports/reporter' : `rooms/reports/reporter/${name}`;
      expect(keysOf(language, place), place).toEqual(await englishKeys(`${import.meta.dirname}/${folder}/texts/en.json`));
    }
    expect(keysOf(language, 'rooms/reports/pages')).toEqual(await englishKeys(`${import.meta.dirname}/../pages/texts/en.json`));
  });

  it('say of each that no speaker has read it yet, until a day is recorded', () => {
    for (const language of LANGUAGES.filter(({ code }) => code !== 'en')) {
      const show = (day: string | null) => {
        const context = contextIn({ ...language, readBySpeakerOn: day });
        return renderReporter(context, channelPage(context)).markup;
      };
      const notYet = translateIn(language, translateHelpPages, 'read.not-yet').text;
      expect(show(null), language.code).toContain(`<aside class="m">${notYet} <span class="en" lang="en"`);
      const read = show('2027-02-03');
      expect(read, language.code).toMatch(/<aside class="m">[^<]*2027/);
      expect(read, language.code).not.toContain('class="en"');
      expect(read, language.code).not.toContain(notYet);
    }
  });

  it('say nothing of a speaker in English, in which the texts are written', () => {
    const context = contextIn(LANGUAGES.find(({ code }) => code === 'en')!);
    expect(renderReporter(context, channelPage(context)).markup).not.toMatch(/<aside class="m">|class="en"/);
  });

  it('write Serbian in Latin letters without a Cyrillic one, and Arabic in Arabic letters', () => {
    const textsOf = (code: string) =>
      [...FURTHER.find((one) => one.code === code)!.catalogues.values()].flatMap((one) => Object.values(one)).join('\n');
    expect(textsOf('sr-Latn')).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(textsOf('sr-Cyrl').match(/\p{Script=Cyrillic}/gu)!.length).toBeGreaterThan(10_000);
    expect(textsOf('ar')).not.toMatch(/\p{Script=Cyrillic}|[\u0660-\u0669]/u);
  });
});

describe('a sentence on safety', () => {
  it('is shown with its English one where no speaker has read the language, and alone elsewhere', () => {
    for (const language of bothReadings(LANGUAGES)) {
      const context = { ...contextIn(language), site: { ...SITE_DEFAULTS, onion: 'a.onion' } };
      const markup = [channelPage, followPage, howSafePage].map((make) => renderReporter(context, make(context)).markup).join('\n');
      const values = {
        build: `\u2066${context.code}\u2069`,
        log: '\u2066/log\u2069',
        onion: '\u2066a.onion\u2069',
        n: 5,
        months: 12,
        days: 30,
      };
      for (const key of SAFETY_SENTENCES.safe) {
        const english = `<span class="en" lang="en" dir="ltr">${translateSafe('en', key, values).replaceAll('"', '&#34;')}</span>`;
        expect(markup.includes(english), `${language.code} ${key}`).toBe(language.readBySpeakerOn === null);
      }
      expect(markup.includes(translateReporter('en', 'before.trace')), language.code).toBe(
        language.code === 'en' || language.readBySpeakerOn === null,
      );
    }
  });

  it.each(LANGUAGES.map((language) => [language.code, language] as const))(
    'has its English one for code in the browser in %s until a speaker has read the language',
    (_code, written) => {
      const follow = [
        ...SAFETY_SENTENCES.follow,
        ...SAFETY_SENTENCES.form.filter((key) => key.startsWith('check.') || key === 'sent.kept'),
        ...SAFETY_SENTENCES.phrases.map((key) => `phrase.${key}`),
      ];
      for (const language of bothReadings([written])) {
        const english = (part: 'form' | 'follow') => Object.keys(read(language, part).english).toSorted();
        expect(english('form')).toEqual(language.readBySpeakerOn === null ? SAFETY_SENTENCES.form.toSorted() : []);
        expect(english('follow')).toEqual(language.readBySpeakerOn === null ? follow.toSorted() : []);
      }
    },
  );
});

describe('the words for a person under 18', () => {
  const texts = (code: string) => read(LANGUAGES.find((one) => one.code === code)!, 'form').texts;
  it('are those that the form changes, and no other', () => {
    const simpler = Object.keys(texts('en')).filter((key) => key.endsWith('-child') && key !== 'before.must-child');
    expect(simpler.toSorted()).toEqual(SIMPLER.map((key) => `${key}-child`).toSorted());
  });

  it('promise no secrecy, and say that other adults may be informed', () => {
    for (const [code, promise, others] of [
      ['en', /lock|secret|private|only you|nobody (else|will)/i, 'other adults'],
      ['fr', /verrouill|secr[eè]t|confiden|que vous/i, 'autres adultes'],
    ] as const) {
      const shown = SIMPLER.map((key) => [key, texts(code)[`${key}-child`]!] as const);
      expect(shown.filter(([, text]) => promise.test(text))).toEqual([]);
      const open = shown.filter(([, text]) => text.includes(others)).map(([key]) => key);
      expect(open).toEqual(['about.hint', 'wishes.hint', 'send.seen']);
    }
  });
});

describe('the style of the pages of reporters', () => {
  it('names no left and no right, so that it follows the direction of the script', () => {
    expect(REPORTER_STYLE.text.match(/(?:margin|padding|border)-(?:left|right)|[{;](?:left|right):|text-align:(?:left|right)/g)).toBeNull();
    const fours = [
      ...REPORTER_STYLE.text.matchAll(/(?:margin|padding|inset|border-width):([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)[;}]/g),
    ];
    expect(fours.filter(([, , right, , left]) => right !== left).map(([rule]) => rule)).toEqual([]);
  });
});

describe('the texts for code in the browser', () => {
  it('are a file whose name changes with them, found by that name alone', () => {
    const { name, content } = textFile(LANGUAGES[0]!, 'form');
    expect(name).toMatch(/^form-en-[\w-]{22}\.json$/);
    expect(findTextFile(LANGUAGES, name)).toBe(content);
    for (const other of ['form-en-.json', `form-fr-${name.slice(8)}`, 'main.js', ''])
      expect(findTextFile(LANGUAGES, other)).toBeUndefined();
    expect(new Set(LANGUAGES.flatMap((one) => [textFile(one, 'form').name, textFile(one, 'follow').name])).size).toBe(2 * LANGUAGES.length);
  });

  it('keep every place that the code fills in', () => {
    for (const language of LANGUAGES)
      for (const part of ['form', 'follow'] as const)
        for (const [key, text] of Object.entries(read(language, part).texts)) {
          const places = (one: string) => (one.match(/\{\w+\}/g) ?? []).toSorted();
          expect(places(text), `${language.code} ${key}`).toEqual(places(read(LANGUAGES[0]!, part).texts[key]!));
        }
  });
});
