import { useTranslations } from '#web/client/language.ts';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Section } from '#web/kit/Section.tsx';
import { EnteredNote } from '../entered/EnteredNote.tsx';
import type { ReportWords as Words } from '../worker/protocol.ts';
import { translateInbox } from './texts.ts';
import { useAnswers } from './words/use-words.ts';

// How and when the reporter can be reached safely is read together with the wishes.
const WITH_WISHES = ['wishes', 'way', 'contact', 'safe-time', 'safe-words', 'phone'];

/** What a reporter tapped and wrote, as pairs: either the wishes and what is read with them, or the rest. */
function usePairs(answers: Words['answers'], ofWishes: boolean) {
  const t = useTranslations(translateInbox);
  return useAnswers()(answers)
    .filter(({ id }) => WITH_WISHES.includes(id) === ofWishes)
    .map(({ id, question, answers: given, isOwnWords }) => ({
      key: id,
      // The form asks its reporter: here it is about another person.
      name: id === 'wishes' ? t('wishes.asked') : question,
      value: isOwnWords ? (
        <span dir="auto" translate="no" className="reporter-words">
          {given.join(' · ')}
        </span>
      ) : (
        given.join(' · ')
      ),
    }));
}

/**
 * What the reporter wishes. It stays in view however far the page is scrolled, for those who write to the reporter or pass the report on.
 * `readOnly`: the person who reads it cannot act.
 */
export function Wishes({ words: { answers }, readOnly = false }: { words: Words; readOnly?: boolean }) {
  const t = useTranslations(translateInbox);
  const wishes = usePairs(answers, true);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long wishes scroll, also by keyboard */}
      <section className="wishes" aria-labelledby="wishes" tabIndex={0}>
        <h2 id="wishes">{t('wishes')}</h2>
        {answers.age === 'child' && <p className="child-note">{t('child')}</p>}
        {wishes.length === 0 ? <p>{t('wishes.none')}</p> : <KeyValues items={wishes} />}
      </section>
      {!readOnly && <p className="small muted">{t('wishes.about')}</p>}
    </>
  );
}

/** What the reporter tapped and wrote, but for the wishes. Their own words stay as they are, in their language. */
export function ReportWords({ words: { answers, text } }: { words: Words }) {
  const t = useTranslations(translateInbox);
  return (
    <Section title={t('words')}>
      <EnteredNote answers={answers} />
      <p dir="auto" translate="no" className="reporter-words report-text">
        {text === '' ? t('no-words') : text}
      </p>
      <KeyValues items={usePairs(answers, false)} />
      <LeftOut about={answers.about} />
    </Section>
  );
}

const isName = (one: unknown) => typeof one === 'string';
const isNumber = (one: unknown) => typeof one === 'number';

/** Whom the reporter left out of the readers: the people whom the report may be about. */
function LeftOut({ about }: { about: unknown }) {
  const t = useTranslations(translateInbox);
  const { units, readers } = (about ?? {}) as { units?: unknown; readers?: unknown };
  const named = [
    ...(Array.isArray(units) ? units.map((unit) => [unit].flat().filter(isName).join(' / ')) : []),
    ...(Array.isArray(readers) ? readers.filter(isNumber).map((n) => t('reader', { n })) : []),
  ];
  if (named.length === 0) return null;
  return (
    <p className="note">
      {t('left-out')} <b>{named.join(' · ')}</b>
    </p>
  );
}
