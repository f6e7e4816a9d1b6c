import { useState } from 'react';
import { type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { JoiningView } from '../../joining/joining.schema.ts';
import { ChecklistItem, type Chosen } from './ChecklistItem.tsx';
import { useJoiningWrite } from './joining-data.ts';
import { translateJoiningDesk } from './texts.ts';

/** The rows of the checklist by clause. A person who answers for the nation selects answers and saves any number at once. */
export function Checklist({ view }: { view: JoiningView }) {
  const t = useTranslations(translateJoiningDesk);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [tried, setTried] = useState(false);
  const save = useJoiningWrite(
    (answers: InputOf<'POST /joinings/:contributionId/answers'>['answers'], key) =>
      send('POST /joinings/:contributionId/answers', { contributionId: view.contributionId, version: view.version, answers }, key),
    () => {
      setChosen(new Map());
      setTried(false);
    },
  );
  const missing = [...chosen].filter(([, { choice, note }]) => choice !== 'comply' && note.trim() === '').map(([id]) => id);
  const submit = () => {
    setTried(true);
    if (missing.length > 0) return document.getElementById(`note-${missing[0]}`)?.focus();
    save.mutate([...chosen].map(([obligationId, { choice, note }]) => ({ obligationId, choice, note: note.trim() || null })));
  };
  const known = view.checklist.flatMap((item) =>
    item.known && !chosen.has(item.obligationId) ? [[item.obligationId, item.known] as const] : [],
  );
  const chooseKnown = () =>
    setChosen(new Map([...chosen, ...known.map(([id, { choice, note }]) => [id, { choice, note: note ?? '' }] as const)]));
  const clauses = Map.groupBy(view.checklist, ({ clauseId }) => clauseId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {view.mayAnswer && known.length > 0 && (
        <p className="no-print">
          <Button onClick={chooseKnown}>{t('known.choose', { n: known.length })}</Button>
        </p>
      )}
      {[...clauses].map(([id, items]) => (
        <Section
          key={id}
          title={
            id.startsWith('A')
              ? `${t('appendix', { n: id.slice(1) })}${items.some(({ reconstructed }) => reconstructed) ? '†' : ''}`
              : t('clause', { id })
          }
        >
          {items.map((item) => (
            <ChecklistItem
              key={item.obligationId}
              item={item}
              isKnown={view.open !== null}
              mayAnswer={view.mayAnswer}
              chosen={chosen.get(item.obligationId)}
              error={tried && missing.includes(item.obligationId) ? t('item.note-needed') : undefined}
              choose={(next) => setChosen(new Map(chosen).set(item.obligationId, next))}
            />
          ))}
        </Section>
      ))}
      {save.error && <ProblemNote error={save.error} />}
      {view.mayAnswer && (
        <p className="no-print joining-save">
          <Button kind="main" type="submit" waiting={save.isPending || chosen.size === 0}>
            {t('save')}
          </Button>{' '}
          <span role="status">{save.isSuccess && chosen.size === 0 && t('saved')}</span>
        </p>
      )}
    </form>
  );
}
