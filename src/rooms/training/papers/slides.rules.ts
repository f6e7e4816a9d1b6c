import type { BothLanguages } from '#kernel/both-languages.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { ReadModule } from '../course.rules.ts';
import type { Drawing, Lesson } from '../course.schema.ts';
import type { LocalAnswers, SlotId } from '../theatre/local-text.rules.ts';

type SlideDrawing = { readonly name: Drawing; readonly alt: string };
/** One slide, in words. `lines` as they stand below each other; `note` small at the foot. */
export type Slide = {
  readonly kind: 'title' | 'lesson' | 'text' | 'list' | 'steps' | 'story' | 'answers' | 'sign';
  readonly over: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly note: string | null;
  /** Drawings beside the lines, in their order, each with what it shows in words. */
  readonly drawings?: readonly SlideDrawing[];
};
/** What operation and nation of the class have put into the slots, as far as it is there. */
export type SlotTexts = Partial<Record<SlotId, { asOf: string; answers: LocalAnswers }>>;
/** The words of a deck that are not the course's own. */
export type SlideWords = Record<'notReviewed' | 'reviewed' | 'decide' | 'best' | 'asOf' | 'sign' | 'sources' | 'unanswered', string>;

const MOST_LINES = 6;

/** A module as slides: what is taught, then each story with its choices, and what each of them leads to. */
export function slidesOf({ module, lessons }: ReadModule, locale: Locale, words: SlideWords, slots: SlotTexts): Slide[] {
  const reviewed = module.review.status === 'reviewed' ? words.reviewed : words.notReviewed;
  const head: Slide = {
    kind: 'title',
    over: '',
    title: module.title[locale],
    lines: [module.audience[locale], module.care[locale]],
    note: reviewed,
  };
  const sign = module.acknowledgement;
  return [
    head,
    ...lessons.flatMap((lesson) => lessonSlides(lesson, locale, words, slots)),
    ...(sign
      ? split({
          kind: 'sign',
          over: module.title[locale],
          title: sign.title[locale],
          lines: sign.sentences.map((one) => one[locale]),
          note: words.sign,
        })
      : []),
  ];
}

function lessonSlides(lesson: Lesson, locale: Locale, words: SlideWords, slots: SlotTexts): Slide[] {
  const say = (text: BothLanguages) => text[locale];
  const over = `${lesson.id} ${say(lesson.title)}`;
  const sources = lesson.sources.map(({ title }) => title).join('; ');
  return [
    {
      kind: 'lesson',
      over: lesson.id,
      title: say(lesson.title),
      lines: [say(lesson.goal)],
      note: sources === '' ? null : `${words.sources} ${sources}`,
    },
    ...lesson.sections.flatMap(({ title, as, sentences, slot }) => [
      ...split(
        { kind: as === 'paragraph' ? 'text' : as, over, title: say(title), lines: sentences.map(say), note: null },
        sentences.map(({ drawing }) => drawing && { name: drawing.name, alt: say(drawing) }),
      ),
      ...(slot ? slotSlides(slot, over, say(title), locale, words, slots[slot.id]) : []),
    ]),
    ...lesson.scenarios.flatMap((scenario) =>
      scenario.points.flatMap((point): Slide[] => {
        const letter = (at: number) => String.fromCharCode(65 + at);
        const base = { over, title: say(scenario.title), note: null };
        return [
          {
            ...base,
            kind: 'story',
            lines: [say(point.situation), ...point.choices.map((choice, at) => `${letter(at)}  ${say(choice)}`)],
            note: words.decide,
          },
          {
            ...base,
            kind: 'answers',
            lines: point.choices.map((choice, at) => `${letter(at)}  ${say(choice.feedback)}${choice.best ? ` (${words.best})` : ''}`),
          },
        ];
      }),
    ),
  ];
}

function slotSlides(
  slot: NonNullable<Lesson['sections'][number]['slot']>,
  over: string,
  title: string,
  locale: Locale,
  words: SlideWords,
  text: SlotTexts[SlotId],
): Slide[] {
  if (text === undefined) return [{ kind: 'text', over, title, lines: [slot.missing[locale]], note: null }];
  const other = locale === 'en' ? 'fr' : 'en';
  return slot.asks.map((ask) => {
    const answer = text.answers[ask.id];
    const line = answer?.[locale] ?? answer?.[other] ?? words.unanswered;
    return { kind: 'text', over, title: ask[locale], lines: line.split('\n'), note: `${words.asOf} ${text.asOf}` };
  });
}

// What does not fit on one slide goes on on the next, under the same title.
function split(slide: Slide, drawings: readonly (SlideDrawing | undefined)[] = []): Slide[] {
  const parts = Math.ceil(slide.lines.length / MOST_LINES);
  const size = Math.ceil(slide.lines.length / parts);
  return Array.from({ length: parts }, (_, at) => ({
    ...slide,
    title: parts > 1 ? `${slide.title} (${at + 1}/${parts})` : slide.title,
    lines: slide.lines.slice(at * size, (at + 1) * size),
    note: at === parts - 1 ? slide.note : null,
    drawings: drawings.slice(at * size, (at + 1) * size).flatMap((one) => one ?? []),
  }));
}
