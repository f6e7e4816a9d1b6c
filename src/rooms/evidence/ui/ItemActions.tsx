import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ButtonOf, CommentedOf } from '#kernel/machine.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { can, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { buttonClass } from '#web/kit/Button.tsx';
import type { CommentWords } from '#web/kit/CommentForm.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ITEM_MACHINE } from '../evidence.rules.ts';
import { translateEvidence } from '../texts.ts';
import { changesWith } from '../views/changes-with.rules.ts';
import type { ItemPageView } from '../views/item-view.schema.ts';
import { evidenceChanged } from './evidence-data.ts';
import { valuesOf } from './item-values.ts';
import { StaleItem } from './StaleItem.tsx';
import { translateEvidenceDesk } from './texts.ts';

type Button = ButtonOf<typeof ITEM_MACHINE>;
/** Changing and correcting are forms on a page of their own. */
type Wanted = { action: Exclude<Button, 'change' | 'correct'>; words: CommentWords };

/** The actions this person can take on an evidence item now. */
export function ItemActions({ item, edition, reload }: { item: ItemPageView; edition: EditionData; reload: () => Promise<unknown> }) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const locale = useLocale();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [done, setDone] = useState<Wanted['action']>();
  /** The evidence item as it was when this person began an action. */
  const [seen, setSeen] = useState<ItemPageView>();
  const write = useWrite(
    ({ action, words }: Wanted, key) => {
      setSeen(item);
      return send(`POST /evidence/:itemId/${action}`, { itemId: item.id, version: item.version, ...words }, key);
    },
    {
      readAgain: reload,
      onSuccess: async ({ id }, { action }) => {
        setDone(action);
        await evidenceChanged(queries);
        if (id !== item.id) await navigate({ to: '/evidence/$itemId', params: { itemId: id } });
      },
    },
  );
  if (isStale(write.error) && seen)
    return (
      <StaleItem
        edition={edition}
        current={valuesOf(item, undefined, true, locale)}
        yours={valuesOf(seen, undefined, true, locale)}
        load={() => write.reset()}
      />
    );
  const to = (action: 'change' | 'correct' | 'like', search: Record<string, string>) => (
    <Link className={buttonClass()} to="/evidence/new" search={search}>
      {t(action === 'like' ? 'like' : `action.${action}`)}
    </Link>
  );
  return (
    <div className="item-actions no-print">
      <p role="status">{done && t(`done.${done}`)}</p>
      {write.error && <ProblemNote error={write.error} retry={() => write.variables && write.mutate(write.variables)} />}
      <Actions
        key={item.version}
        offered={item.actions}
        label={(action: Button) => (action === 'submit' ? t('action.submit', { name: session.person.name }) : t(`action.${action}`))}
        comment={(action: CommentedOf<typeof ITEM_MACHINE>) => ({ label: t(`comment.${action}`), hint: t('comment.hint') })}
        waiting={write.isPending}
        run={(action: Wanted['action'], words) => write.mutate({ action, words })}
        links={{ change: to('change', { draft: item.id }), correct: to('correct', { corrects: item.id }) }}
      >
        {item.state !== 'purged' && can(session, 'evidence:enter', item.partyId) && to('like', { like: item.id })}
      </Actions>
      {item.state === 'submitted' && item.origin !== 'declared' && (
        <p className="muted">
          {changesWith(item)
            .map((key) => room(key))
            .join(' ')}
        </p>
      )}
      {item.state === 'purge-requested' && !item.actions.some(({ action }) => action === 'approve-purge') && (
        <p className="muted">{t('purge.second')}</p>
      )}
    </div>
  );
}
