import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { randomBelow } from '../../../manifest/readers.rules.ts';
import { translateChannels } from '../texts.ts';

const plain = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** A generated passphrase, shown once: one of its words is typed back, then it is gone from the page. */
export function PassphraseOnce({ id, title, passphrase, onKept }: { id: string; title: string; passphrase: string; onKept: () => void }) {
  const t = useTranslations(translateChannels);
  const words = passphrase.split(' ');
  const [asked] = useState(() => randomBelow(words.length));
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'shown' | 'wrong' | 'kept'>('shown');
  if (state === 'kept')
    return (
      <p role="status" className="small">
        {t('phrase.kept', { title })}
      </p>
    );
  const check = () => {
    if (plain(typed) !== plain(words[asked]!)) return setState('wrong');
    setState('kept');
    onKept();
  };
  return (
    <div className="channel-phrase">
      <p>
        <strong>{title}</strong>
      </p>
      <ol translate="no" aria-label={title}>
        {words.map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice, and the list never changes
          <li key={at}>{word}</li>
        ))}
      </ol>
      <p className="small muted">{t('phrase.paper')}</p>
      <TextField
        id={id}
        label={t('phrase.check', { n: asked + 1 })}
        error={state === 'wrong' ? t('phrase.wrong') : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          check();
        }}
      />
      <p className="page-actions">
        <Button onClick={check}>{t('phrase.confirm')}</Button>
      </p>
    </div>
  );
}
