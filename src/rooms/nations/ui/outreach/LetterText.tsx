import { useSay } from '#web/client/language.ts';
import type { LetterView } from '../../outreach/outreach.schema.ts';
import { sayOutreachDesk } from './texts.ts';

/** A letter in its own words and language, with the help it offers, as it is printed. */
export function LetterText({ letter }: { letter: Pick<LetterView, 'body' | 'offer' | 'language'> }) {
  const say = useSay(sayOutreachDesk);
  return (
    <>
      <p className="outreach-body" lang={letter.language}>
        {letter.body}
      </p>
      {letter.offer && (
        <p>
          <b>{say('letter.offer')}</b> <span lang={letter.language}>{letter.offer}</span>
        </p>
      )}
    </>
  );
}
