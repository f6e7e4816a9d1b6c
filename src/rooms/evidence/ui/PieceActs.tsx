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
import type { PieceView } from '../views/piece-view.schema.ts';
import { evidenceChanged } from './evidence-data.ts';
import { valuesOf } from './piece-values.ts';
import { StalePiece } from './StalePiece.tsx';
import { translateEvidenceDesk } from './texts.ts';

const PATHS = { submit: 'submission', confirm: 'confirmation', 'approve-purge': 'purge' } as const;
const PATHS_WITH_REASON = { withdraw: 'withdrawal', 'ask-purge': 'purge-request' } as const;
type Wanted = { act: keyof typeof PATHS } | { act: keyof typeof PATHS_WITH_REASON; reason: string };

/** The steps this person can take on an evidence item now: one main button, the others beside it. A step that removes something requires a reason. */
export function PieceActs({ piece, edition, reload }: { piece: PieceView; edition: EditionData; reload: () => Promise<unknown> }) {
  const t = useTranslations(translateEvidenceDesk);
  const locale = useLocale();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'withdraw' | 'ask-purge' | null>(null);
  const [done, setDone] = useState<Wanted['act'] | null>(null);
  /** The evidence item as it was when this person began a step. */
  const [seen, setSeen] = useState<PieceView>();
  const write = useWrite(
    (wanted: Wanted, key) => {
      setSeen(piece);
      const on = { pieceId: piece.id, version: piece.version };
      if (!('reason' in wanted)) return send(`POST /evidence/:pieceId/${PATHS[wanted.act]}`, on, key);
      return send(`POST /evidence/:pieceId/${PATHS_WITH_REASON[wanted.act]}`, { ...on, reason: wanted.reason }, key);
    },
    {
      readAgain: reload,
      onSuccess: async ({ id }, { act }) => {
        setAsking(null);
        setDone(act);
        await evidenceChanged(queries);
        if (id !== piece.id) await navigate({ to: '/evidence/$pieceId', params: { pieceId: id } });
      },
    },
  );
  const may = actsOf(piece, session);
  const stale = isStale(write.error);
  if (stale && seen)
    return (
      <StalePiece
        edition={edition}
        current={valuesOf(piece, undefined, true, locale)}
        yours={valuesOf(seen, undefined, true, locale)}
        load={() => write.reset()}
      />
    );
  return (
    <div className="piece-acts no-print">
      <p role="status">{done && t(`done.${done}`)}</p>
      {write.error && <ProblemNote error={write.error} retry={() => write.variables && write.mutate(write.variables)} />}
      <div className="page-actions">
        {may.submit && (
          <Button kind="main" waiting={write.isPending} onClick={() => write.mutate({ act: 'submit' })}>
            {t('act.submit', { name: session.person.name })}
          </Button>
        )}
        {may.change && (
          <Link className={buttonClass()} to="/evidence/new" search={{ draft: piece.id }}>
            {t('act.change')}
          </Link>
        )}
        {may.confirm && (
          <Button kind="main" waiting={write.isPending} onClick={() => write.mutate({ act: 'confirm' })}>
            {t('act.confirm')}
          </Button>
        )}
        {may.correct && (
          <Link className={buttonClass()} to="/evidence/new" search={{ corrects: piece.id }}>
            {t('act.correct-link')}
          </Link>
        )}
        {may.enter && piece.state !== 'purged' && (
          <Link className={buttonClass()} to="/evidence/new" search={{ like: piece.id }}>
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
      {piece.state === 'purge-asked' && !may.approvePurge && <p className="muted">{t('purge.second')}</p>}
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
function actsOf(piece: PieceView, session: Session) {
  const office = holds(session, ['policy-office']);
  const enters = piece.byPolicyOffice ? office : holds(session, ENTERERS, piece.partyId);
  const signs = piece.byPolicyOffice ? office : holds(session, SIGNERS, piece.partyId);
  const [draft, submitted] = [piece.state === 'draft', piece.state === 'submitted'];
  return {
    enter: enters || office,
    change: draft && enters,
    submit: draft && signs,
    confirm: submitted && signs,
    correct: submitted && signs,
    withdraw: (draft && enters) || (submitted && signs),
    askPurge: enters && !['purge-asked', 'purged'].includes(piece.state),
    approvePurge: piece.state === 'purge-asked' && (signs || office) && (session.onePersonMode || piece.purgeAskedByMe !== true),
  };
}
