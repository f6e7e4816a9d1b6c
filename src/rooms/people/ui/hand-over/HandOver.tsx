import { useEffect, useRef, useState } from 'react';
import { send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { usePeopleWords } from '../people-words.ts';

/** A one-time link to hand over, and its person. `token` is empty where a repeated request was answered without it. */
export type Handed = { personId: string; name: string; token: string; expiresInDays: number; mailed: boolean };

/** Shows a one-time link once, with a button that copies it. Where it was mailed, says so and offers a link to hand over instead. */
export function HandOver({ handed, close, hand }: { handed: Handed; close: () => void; hand: (next: Handed) => void }) {
  const { t } = usePeopleWords();
  const instead = useWrite((_: null, key) => send('POST /people/:personId/link', { personId: handed.personId, handOver: true }, key), {
    onSuccess: (answer) => hand({ ...answer, name: handed.name }),
  });
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const link = `${location.origin}/desk/invitation/${handed.token}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new link takes the focus once
  useEffect(() => {
    setCopied(false);
    field.current?.focus();
  }, [handed.token]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Where the browser does not allow copying, the person copies the selected text.
      field.current?.select();
    }
  };
  if (handed.mailed)
    return (
      <section className="note people-note no-print" role="status">
        <p>{t('ui.link-mailed', { name: handed.name, days: handed.expiresInDays })}</p>
        {instead.error && <ProblemNote error={instead.error} retry={() => instead.mutate(null)} />}
        <div className="people-actions">
          <Button waiting={instead.isPending} onClick={() => instead.mutate(null)}>
            {t('ui.link-instead')}
          </Button>
          <Button onClick={close}>{t('ui.cancel')}</Button>
        </div>
      </section>
    );
  if (handed.token === '') return <p className="note problem people-note">{t('ui.link-lost', { name: handed.name })}</p>;
  return (
    <section className="note people-note people-link no-print" aria-labelledby="hand-over">
      <h2 id="hand-over">{t('ui.link-title', { name: handed.name })}</h2>
      <p>{t('ui.link-says', { days: handed.expiresInDays })}</p>
      <TextField ref={field} id="link" readOnly label={t('ui.link')} value={link} onFocus={(event) => event.currentTarget.select()} />
      <div className="people-actions">
        <Button kind="main" onClick={() => void copy()}>
          {t('ui.copy')}
        </Button>
        <Button onClick={close}>{t('ui.link-close')}</Button>
        <span role="status">{copied && t('ui.copied')}</span>
      </div>
    </section>
  );
}
