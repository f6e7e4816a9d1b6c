import { textFor } from '#kernel/languages.ts';
import type { CourseLanguage, Drawing, Lesson, LocalAnswers, PlaceholderId, ReadModule } from '#rooms/courses/index.ts';
import { shownOrder } from '../progress/shown-order.rules.ts';

type SlideDrawing = { readonly name: Drawing; readonly alt: string };
/** One slide, in words. `lines` in their order; `note` in small print at the foot. */
export type Slide = {
  readonly kind: 'title' | 'lesson' | 'text' | 'list' | 'steps' | 'story' | 'answers' | 'sign';
  readonly over: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly note: string | null;
  /** Drawings next to the lines, in order, each with an alternative text. */
  readonly drawings?: readonly SlideDrawing[];
};
/** The texts that the operation and the nation of the class have put into the placeholders, as far as they exist. */
export type PlaceholderTexts = Partial<Record<PlaceholderId, { asOf: string; answers: LocalAnswers }>>;
/** The language of a deck, as far as a deck needs it. */
export type SlideLanguage = Pick<CourseLanguage, 'locale' | 'plain' | 't' | 'tPaper' | 'signs'>;
/** What this installation and the parties of a class have filled in. */
export type FilledIn = PlaceholderTexts & { reporting?: string | undefined };

const MAX_LINES = 6;

/** A module as slides: what is taught, then each story with its choices and their consequences. */
export function slidesOf({ module, lessons }: ReadModule, language: SlideLanguage, review: string, filledIn: FilledIn): Slide[] {
  const { plain, tPaper } = language;
  const head: Slide = {
    kind: 'title',
    over: '',
    title: plain(module.title),
    lines: [plain(module.audience), plain(module.care)],
    note: review,
  };
  const sign = module.acknowledgement;
  return [
    head,
    ...lessons.flatMap((lesson) => lessonSlides(lesson, language, filledIn)),
    ...(sign
      ? split({
          kind: 'sign',
          over: plain(module.title),
          title: plain(sign.title),
          lines: language.signs(module)!.texts,
          note: tPaper('slides.sign'),
        })
      : []),
  ];
}

function lessonSlides(lesson: Lesson, language: SlideLanguage, filledIn: FilledIn): Slide[] {
  const { plain, t, tPaper } = language;
  const way = filledIn.reporting && t('learn.reporting', { way: filledIn.reporting });
  const over = `${lesson.id} ${plain(lesson.title)}`;
  const sources = lesson.sources.map(({ title, address }) => [plain(title), address].filter(Boolean).join(', ')).join('; ');
  return [
    {
      kind: 'lesson',
      over: lesson.id,
      title: plain(lesson.title),
      lines: [plain(lesson.goal)],
      note: sources === '' ? null : `${tPaper('slides.sources')} ${sources}`,
    },
    ...lesson.sections.flatMap(({ title, as, sentences, placeholder, reporting }) => [
      ...split(
        { kind: as === 'paragraph' ? 'text' : as, over, title: plain(title), lines: sentences.map(plain), note: null },
        sentences.map(({ drawing }) => drawing && { name: drawing.name, alt: plain(drawing) }),
      ),
      ...(placeholder ? placeholderSlides(placeholder, over, plain(title), language, filledIn[placeholder.id]) : []),
      ...(reporting ? [{ kind: 'text' as const, over, title: plain(title), lines: [way || plain(reporting)], note: null }] : []),
    ]),
    ...lesson.scenarios.flatMap((scenario) =>
      scenario.points.flatMap((point): Slide[] => {
        const letter = (at: number) => String.fromCharCode(65 + at);
        const base = { over, title: plain(scenario.title), note: null };
        const choices = shownOrder(point.choices, `${lesson.id} ${lesson.version} ${scenario.id} ${point.id}`);
        return [
          {
            ...base,
            kind: 'story',
            lines: [plain(point.situation), ...choices.map((choice, at) => `${letter(at)}  ${plain(choice)}`)],
            note: tPaper('slides.decide'),
          },
          {
            ...base,
            kind: 'answers',
            lines: choices.map(
              (choice, at) => `${letter(at)}  ${plain(choice.feedback)}${choice.best ? ` (${tPaper('slides.best')})` : ''}`,
            ),
          },
        ];
      }),
    ),
  ];
}

function placeholderSlides(
  placeholder: NonNullable<Lesson['sections'][number]['placeholder']>,
  over: string,
  title: string,
  { locale, plain, tPaper }: SlideLanguage,
  text: PlaceholderTexts[PlaceholderId],
): Slide[] {
  if (text === undefined) return [{ kind: 'text', over, title, lines: [plain(placeholder.missing)], note: null }];
  return placeholder.asks.map((ask) => {
    const line = textFor(text.answers[ask.id], locale)?.text ?? tPaper('slides.unanswered');
    return { kind: 'text', over, title: plain(ask), lines: line.split('\n'), note: `${tPaper('slides.as-of')} ${text.asOf}` };
  });
}

// What does not fit on a slide continues on the next, under the same title.
function split(slide: Slide, drawings: readonly (SlideDrawing | undefined)[] = []): Slide[] {
  const parts = Math.ceil(slide.lines.length / MAX_LINES);
  const size = Math.ceil(slide.lines.length / parts);
  return Array.from({ length: parts }, (_, at) => ({
    ...slide,
    title: parts > 1 ? `${slide.title} (${at + 1}/${parts})` : slide.title,
    lines: slide.lines.slice(at * size, (at + 1) * size),
    note: at === parts - 1 ? slide.note : null,
    drawings: drawings.slice(at * size, (at + 1) * size).flatMap((one) => one ?? []),
  }));
}
