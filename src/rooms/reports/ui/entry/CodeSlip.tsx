import { type RefObject, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { CODE_GROUPS, digitsOf } from '../../crypto/digits.ts';
import { randomBelow } from '../../manifest/readers.rules.ts';
import { translateEntry } from './texts.ts';

/**
 * The code for the person, as a slip to print. It says nothing of a report, but its address names the channel, so that the person finds the page. One group is typed
 * back from the paper before the report is sent: a code that is on no paper is lost.
 */
export function CodeSlip({
  groups,
  slug,
  heading,
  onKept,
}: {
  groups: readonly string[];
  slug: string;
  /** Receives the focus when the slip is shown. */
  heading: RefObject<HTMLHeadingElement | null>;
  onKept: () => void;
}) {
  const t = useTranslations(translateEntry);
  const [asked] = useState(() => randomBelow(CODE_GROUPS));
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className="no-print">
        {t('slip.title')}
      </h2>
      <div className="code-slip" translate="no">
        <p>{t('slip.for')}</p>
        <ol className="code-groups" aria-label={t('slip.code')}>
          {groups.map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group may occur twice, and the list never changes
            <li key={at}>
              <small aria-hidden="true">{at + 1}</small> {group}
            </li>
          ))}
        </ol>
        <p>{t('slip.where', { address: `${location.host}/r/${slug}/follow` })}</p>
        <p>{t('slip.alone')}</p>
      </div>
      <form
        className="form no-print"
        noValidate
        aria-label={t('slip.title')}
        onSubmit={(event) => {
          event.preventDefault();
          const isRight = digitsOf(typed) === groups[asked];
          setWrong(!isRight);
          if (isRight) onKept();
        }}
      >
        <p>{t('slip.print-about')}</p>
        <p>
          <Button onClick={() => print()}>{t('slip.print')}</Button>
        </p>
        <TextField
          id="group"
          inputMode="numeric"
          autoComplete="off"
          label={t('slip.check', { n: asked + 1 })}
          error={isWrong ? t('slip.wrong', { n: asked + 1 }) : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p className="page-actions">
          <Button kind="main" type="submit">
            {t('slip.kept')}
          </Button>
        </p>
      </form>
    </>
  );
}
