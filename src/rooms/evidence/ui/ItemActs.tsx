import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { holds, type Session, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { ENTERERS, SIGNERS } from '../evidence.rules.ts';
import type { ItemView } from '../views/item-view.schema.ts';
import { evidenceChanged } from './evidence-data.ts';
import { valuesOf } from './item-values.ts';
import { StaleItem } from './StaleItem.tsx';
import { translateEvidenceDesk } from './texts.ts';

const PATHS = { submit: 'submission', confirm: 'confirmation', 'approve-purge': 'purge' } as const;
const PATHS_WITH_REASON = { withdraw: 'withdrawal', 'ask-purge': 'purge-request' } as const;
type Wanted = { act: keyof typeof PATHS } | { act: keyof typeof PATHS_WITH_REASON; reason: string };

/** The steps this person can take on an evidence item now: one main button, the others beside it. A step that removes something requires a reason. */
export function ItemActs({ item, edition, reload }: { item: ItemView; edition: EditionData; reload: () => Promise<unknown> }) {
  const t = useTranslations(translateEvidenceDesk);
  const locale = useLocale();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'withdraw' | 'ask-purge' | null>(null);
  const [done, setDone] = useState<Wanted['act'] | null>(null);
  /** The evidence item as it was when this person began a step. */
  const [seen, setSeen] = useState<ItemView>();
  const write = useWrite(
    (wanted: Wanted, key) => {
      setSeen(item);
      const on = { itemId: item.id, version: item.version };
      if (!('reason' in wanted)) return send(`POST /evidence/:itemId/${PATHS[wanted.act]}`, on, key);
      return send(`POST /evidence/:itemId/${PATHS_WITH_REASON[wanted.act]}`, { ...on, reason: wanted.reason }, key);
    },
    {
      readAgain: reload,
      onSuccess: async ({ id }, { act }) => {
        setAsking(null);
        setDone(act);
        await evidenceChanged(queries);
        if (id !== item.id) await navigate({ to: '/evidence/$itemId', params: { itemId: id } });
      },
    },
  );
  const may = actsOf(item, session);
  const stale = isStale(write.error);
  if (stale && seen)
    return (
      <StaleItem
        edition={edition}
        current={valuesOf(item, undefined, true, locale)}
        yours={valuesOf(seen, undefined, true, locale)}
        load={() => write.reset()}
      />
    );
  return (
    <div className="item-acts no-print">
      <p role="status">{done && t(`done.${done}`)}</p>
      {write.error && <ProblemNote error={write.error} retry={() => write.variables && write.mutate(write.variables)} />}
      <div className="page-actions">
        {may.submit && (
          <Button kind="main" waiting={write.isPending} onClick={() => write.mutate({ act: 'submit' })}>
            {t('act.submit', { name: session.person.name })}
          </Button>
        )}
        {may.change && (
          <Link className={buttonClass()} to="/evidence/new" search={{ draft: item.id }}>
            {t('act.change')}
          </Link>
        )}
        {may.confirm && (
          <Button kind="main" waiting={write.isPending} onClick={() => write.mutate({ act: 'confirm' })}>
            {t('act.confirm')}
          </Button>
        )}
        {may.correct && (
          <Link className={buttonClass()} to="/evidence/new" search={{ corrects: item.id }}>
            {t('act.correct-link')}
          </Link>
        )}
        {may.enter && item.state !== 'purged' && (
          <Link className={buttonClass()} to="/evidence/new" search={{ like: item.id }}>
            {t('act.like')}
          </Link>
        )}
        {may.withdraw && <Button onClick={() => setAsking('withdraw')}>{t('act.withdraw')}</Button>}
        {may.askPurge && <Button onClick={() => setAsking('ask-purge')}>{t('act.ask-purge')}</Button>}
        {may.approvePurge && (
          <Button kind="main" waiting={write.isPending} onClick={() => write.mutate({ act: 'approve-purge' })}>
            {t('act.approve-purge')}
          </Button>
        )}
      </div>
      {item.state === 'purge-asked' && !may.approvePurge && <p className="muted">{t('purge.second')}</p>}
      {asking && (
        <ReasonForm
          key={asking}
          label={t(`reason.${asking}`)}
          act={t(`act.${asking}`)}
          waiting={write.isPending}
          cancel={() => setAsking(null)}
          send={(reason) => write.mutate({ act: asking, reason })}
        />
      )}
    </div>
  );
}

type ReasonFormProps = { label: string; act: string; waiting: boolean; cancel: () => void; send: (reason: string) => void };

function ReasonForm({ label, act, waiting, cancel, send: sendReason }: ReasonFormProps) {
  const t = useTranslations(translateEvidenceDesk);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  return (
    <form
      className="form panel"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!missing) sendReason(reason.trim());
      }}
    >
      <TextArea
        id="reason"
        label={label}
        hint={t('reason.hint')}
        error={tried && missing ? t('needed') : undefined}
        autoFocus
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="page-actions">
        <Button kind="main" type="submit" waiting={waiting}>
          {act}
        </Button>
        <Button kind="quiet" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

// The steps that the page offers; the server decides. The policy office may act on its own items and approve any requested purge.
function actsOf(item: ItemView, session: Session) {
  const office = holds(session, ['policy-office']);
  const enters = item.byPolicyOffice ? office : holds(session, ENTERERS, item.partyId);
  const signs = item.byPolicyOffice ? office : holds(session, SIGNERS, item.partyId);
  const [draft, submitted] = [item.state === 'draft', item.state === 'submitted'];
  return {
    enter: enters || office,
    change: draft && enters,
    submit: draft && signs,
    confirm: submitted && signs,
    correct: submitted && signs,
    withdraw: (draft && enters) || (submitted && signs),
    askPurge: enters && !['purge-asked', 'purged'].includes(item.state),
    approvePurge: item.state === 'purge-asked' && (signs || office) && (session.onePersonMode || item.purgeAskedByMe !== true),
  };
}
