import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { HandOverView } from '../../hand-over/hand-over.schema.ts';
import { usePeopleWords } from '../people-words.ts';
import { translateAccess } from '../texts.ts';

/** One hand-over with what each role gives the successor, and its outcome. A person who may decide accepts it in one step, or refuses it with a reason. */
export function HandOverCard({ handOver, tell }: { handOver: HandOverView; tell: (words: string) => void }) {
  const t = useTranslations(translateAccess);
  const words = usePeopleWords();
  const who = t(handOver.lastDay === null ? 'hand.proposes-to' : 'hand.from-to', { from: handOver.from.name, to: handOver.to.name });
  const outcome = ({ accepted, decidedBy, reason }: HandOverView['grants'][number]) => {
    if (accepted === null) return t('hand.waits');
    return accepted ? t('hand.accepted', { name: decidedBy ?? '' }) : t('hand.refused', { name: decidedBy ?? '', reason: reason ?? '' });
  };
  return (
    <li className="panel">
      <h3>
        {who}{' '}
        <span className="small muted">
          {handOver.lastDay === null
            ? t('hand.by-table', { day: words.day(handOver.proposedAt.slice(0, 10)) })
            : t('hand.leaves', { day: words.day(handOver.lastDay) })}
        </span>
      </h3>
      <ul className="people-list">
        {handOver.grants.map((grant) => (
          <li key={grant.grantId ?? `${grant.role} ${grant.party?.id}`}>
            {words.grant(grant)}
            {grant.label !== null && <small>{t('may.label', { label: t(`label.${grant.label}`) })}</small>}
            <small>{grant.until === null ? t('hand.no-end') : t('hand.until', { day: words.day(grant.until) })}</small>
            <small>{outcome(grant)}</small>
          </li>
        ))}
      </ul>
      {handOver.grants.some(({ yours }) => yours) && <Decision id={handOver.id} who={who} tell={tell} />}
    </li>
  );
}

function Decision({ id, who, tell }: { id: string; who: string; tell: (words: string) => void }) {
  const t = useTranslations(translateAccess);
  const queries = useQueryClient();
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const decide = useWrite(
    (input: { accept: boolean; reason: string | null }, key) =>
      send('POST /hand-overs/:handOverId/decision', { handOverId: id, ...input }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries();
        tell(t('hand.decided'));
      },
    },
  );
  return (
    <>
      {decide.error && <ProblemNote error={decide.error} />}
      {!refusing && (
        <div className="people-actions">
          <Button
            kind="main"
            aria-label={t('hand.accept-of', { who })}
            waiting={decide.isPending}
            onClick={() => decide.mutate({ accept: true, reason: null })}
          >
            {t('hand.accept')}
          </Button>
          <Button aria-label={t('hand.refuse-of', { who })} onClick={() => setRefusing(true)}>
            {t('hand.refuse')}
          </Button>
        </div>
      )}
      {refusing && (
        <form
          className="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            decide.mutate({ accept: false, reason: reason.trim() || null });
          }}
        >
          <TextField
            id={`reason-${id}`}
            autoFocus
            maxLength={1000}
            label={t('hand.reason')}
            hint={t('hand.reason-hint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <FormFoot action={t('hand.refuse-sure')} waiting={decide.isPending} close={() => setRefusing(false)} />
        </form>
      )}
    </>
  );
}
