import { useEffect, useRef, useState } from 'react';
import { readerKeys } from './reader-keys.ts';

type Fields = Readonly<Record<string, string>>;

/**
 * What is being written in a form. Each change is encrypted to the reader's own keys at once, so that the idle lock loses nothing: the form that comes back after
 * unlocking has it again. `isBack` says so. `clear` drops it once it was sent.
 */
export function useDraft<Draft extends Fields>(
  channel: string,
  name: string,
  empty: Draft,
): { draft: Draft; isBack: boolean; change: (part: Partial<Draft>) => void; clear: () => void } {
  const [draft, setDraft] = useState(empty);
  const [isBack, setBack] = useState(false);
  const newest = useRef(0);
  useEffect(() => {
    const kept = readerKeys.drafts.get(name);
    if (kept === undefined) return;
    readerKeys.call('openDraft', { channel, encrypted: kept }).then(
      (text) => {
        // What was typed meanwhile stays.
        if (text === null || newest.current > 0) return;
        setDraft(JSON.parse(text));
        setBack(true);
      },
      () => {},
    );
  }, [channel, name]);
  return {
    draft,
    isBack,
    change: (part) => {
      const next = { ...draft, ...part };
      setDraft(next);
      newest.current += 1;
      const own = newest.current;
      readerKeys.call('encryptDraft', { channel, text: JSON.stringify(next) }).then(
        (encrypted) => own === newest.current && readerKeys.drafts.set(name, encrypted),
        () => {},
      );
    },
    clear: () => {
      newest.current += 1;
      readerKeys.drafts.delete(name);
      setDraft(empty);
      setBack(false);
    },
  };
}
