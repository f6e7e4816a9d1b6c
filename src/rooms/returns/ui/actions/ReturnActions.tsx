import { useState } from 'react';
import type { ButtonOf, CommentedOf } from '#kernel/machine.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { unsaved } from '#web/client/unsaved.ts';
import { Actions } from '#web/kit/Actions.tsx';
import type { CommentWords } from '#web/kit/CommentForm.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { RETURN_MACHINE } from '../../return.rules.ts';
import type { ReturnView } from '../../return.schema.ts';
import { useReturnWrite } from '../returns-data.ts';
import { translateReturns } from '../texts.ts';

const SignForm = later(() => import('./SignForm.tsx').then((file) => file.SignForm));

type Shown = ButtonOf<typeof RETURN_MACHINE>;
type Wanted = { action: Exclude<Shown, 'sign'>; words: CommentWords } | { action: 'sign'; words: BodyOf<'POST /returns/:returnId/sign'> };

/** The actions this reader may take on a return now. While questions are open, sending it to the legal office is not the main button. */
export function ReturnActions({ view, left }: { view: ReturnView; left: number }) {
  const t = useTranslations(translateReturns);
  const write = useReturnWrite(
    ({ action, words }: Wanted, key) => {
      const on = { returnId: view.id, version: view.version };
      if (action === 'sign') return send('POST /returns/:returnId/sign', { ...on, ...words }, key);
      return send(`POST /returns/:returnId/${action}`, { ...on, ...words }, key);
    },
    () => {},
  );
  const { person } = useSession();
  // An answer that is typed and not stored yet would be refused once the return has moved on.
  const [isEarly, setEarly] = useState(false);
  const run = (wanted: Wanted) => {
    const early = unsaved.isWithin(`${person.id} ${view.id} `);
    setEarly(early);
    if (!early) write.mutate(wanted);
  };
  const offered = view.actions.map((one) => (one.action === 'ask-review' && left > 0 ? { ...one, button: 'plain' as const } : one));
  return (
    <>
      <Actions
        key={view.version}
        offered={offered}
        label={(action: Shown) => t(`action.${action}`)}
        comment={(action: CommentedOf<typeof RETURN_MACHINE>) => ({ label: t(action === 'clear' ? 'comment.note' : 'comment.reason') })}
        waiting={write.isPending}
        run={(action: Exclude<Shown, 'sign'>, words) => run({ action, words })}
        forms={{
          sign: (close) => (
            <SignForm partyId={view.party.id} waiting={write.isPending} sign={(words) => run({ action: 'sign', words })} close={close} />
          ),
        }}
      />
      {write.error && <ProblemNote error={write.error} />}
      {isEarly && (
        <p className="note problem" role="alert">
          {t('unsaved')}
        </p>
      )}
    </>
  );
}
