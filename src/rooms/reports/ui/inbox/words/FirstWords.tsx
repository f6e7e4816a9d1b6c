import { useTranslations } from '#web/client/language.ts';
import type { OpenedReport } from '../../worker/protocol.ts';
import { translateInbox } from '../texts.ts';
import { useAnswers } from './use-words.ts';

const FIRST_WORDS = 120;

/** The first words of a report in the list of reports, with the wishes of its reporter. */
export function FirstWords({ opened }: { opened: OpenedReport }) {
  const t = useTranslations(translateInbox);
  const answersOf = useAnswers();
  if ('fault' in opened) return <span className="fault">{t(`fault.${opened.fault}`)}</span>;
  const wishes = answersOf(opened.answers).find(({ id }) => id === 'wishes');
  const text = opened.text.length > FIRST_WORDS ? `${opened.text.slice(0, FIRST_WORDS)}…` : opened.text;
  return (
    <>
      <span dir="auto" translate="no" className="reporter-words">
        {text === '' ? t('no-words') : text}
      </span>
      {opened.answers.age === 'child' && <small className="lines">{t('child')}</small>}
      {wishes && <small className="lines">{wishes.answers.join(' · ')}</small>}
    </>
  );
}
