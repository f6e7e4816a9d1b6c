import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { MAX_SLIPS } from '#rooms/learning/classes/class.rules.ts';
import { NewAccessSlips } from '#rooms/learning/ui/slips/NewAccessSlips.tsx';
import { SlipOutcomeNotes, SlipsUnknown } from '#rooms/learning/ui/slips/SlipOutcomeNotes.tsx';
import { useAskWhileCreating } from '#rooms/learning/ui/slips/use-ask-while-creating.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { StillWorking } from '#web/kit/ProgressBar.tsx';
import type { Board } from '../../board/board.schema.ts';
import type { Gap } from '../../gaps/gap.schema.ts';
import { gapNumbersQuery } from './gaps-data.ts';
import { translateGaps } from './texts.ts';
import { useSendSlips } from './use-send-slips.ts';

// As long as a class that the page of classes suggests.
const DAYS = 14;

/** Makes access slips for exactly the numbers of a gap, in an open class or in a new one, and shows them for printing. */
export function SendSlipsDrawer({
  board,
  gap,
  left,
  classes,
  close,
}: {
  board: Pick<Board, 'scope' | 'day' | 'modules'>;
  gap: Gap;
  /** How many people of the gap have no slip now. */
  left: number;
  classes: readonly { id: string; code: string; title: string; startsOn: string; endsOn: string }[];
  close: () => void;
}) {
  const t = useTranslations(translateGaps);
  const locale = useLocale();
  const title = board.modules.find((one) => one.id === gap.module)?.title[locale] ?? gap.module;
  const today = dayOf(new Date());
  const list = useQuery(gapNumbersQuery(board.scope.id, board.day, gap));
  const [classId, setClass] = useState(classes[0]?.id ?? '');
  const [name, setName] = useState(`${title}, ${formatDay(locale, today)}`.slice(0, 100));
  const [endsOn, setEnd] = useState(plusDays(today, DAYS));
  const { run, sent, waiting, error, total, unknown } = useSendSlips();
  useAskWhileCreating(waiting);
  const created = sent ? sent.outcome.slips.length + sent.outcome.withoutPin.length : 0;
  const numbers = list.data?.numbers ?? [];
  const chosen = classes.find(({ id }) => id === classId);
  const isDone = sent !== undefined && sent.numbers.length === numbers.length && !waiting;
  const incomplete = chosen === undefined && (name.trim() === '' || endsOn < today);
  return (
    <Drawer
      about={`${gap.partyId} ${gap.module} ${gap.cause}`}
      path={gap.party[locale]}
      title={t('send.title', { module: title })}
      close={close}
    >
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={3} />}
      {list.data && !isDone && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (incomplete || waiting) return;
            const fresh = { partyId: gap.partyId, title: name.trim(), module: gap.module, startsOn: today, endsOn };
            void run(chosen ? { classId: chosen.id, code: chosen.code } : { open: fresh }, numbers);
          }}
        >
          <p>{t('send.says', { n: numbers.length, cause: t(`cause.${gap.cause}`) })}</p>
          {list.data.more && <p className="note">{t('send.more', { n: numbers.length })}</p>}
          <p className="tabular small gap-numbers">{numbers.join(', ')}</p>
          {classes.length > 0 && (
            <SelectField label={t('send.class')} value={classId} onChange={(event) => setClass(event.target.value)}>
              {classes.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.title}, {t('way.until', { day: formatDay(locale, one.endsOn) })}
                </option>
              ))}
              <option value="">{t('send.new')}</option>
            </SelectField>
          )}
          {chosen === undefined && (
            <>
              <p className="small muted">{t('send.opens')}</p>
              <TextField label={t('send.name')} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
              <TextField label={t('send.until')} type="date" min={today} value={endsOn} onChange={(event) => setEnd(event.target.value)} />
            </>
          )}
          <SlipsUnknown count={waiting ? 0 : unknown} />
          <FormFoot
            action={t('send.make', { n: numbers.length - (sent?.numbers.length ?? 0) })}
            waiting={waiting}
            error={error}
            close={close}
          />
          <StillWorking on={waiting}>
            {waiting && total > MAX_SLIPS ? <p className="note">{t('send.progress', { done: created, of: total })}</p> : null}
          </StillWorking>
        </form>
      )}
      {sent && (
        <>
          {isDone && (
            <p role="status" className="note">
              {t('send.done', { n: created, module: title })} {t('send.left', { n: left })}{' '}
              <Link to="/training/classes/$classId" params={{ classId: sent.classId }}>
                {t('send.open-class')}
              </Link>
            </p>
          )}
          <SlipOutcomeNotes outcome={sent.outcome} />
          {sent.outcome.slips.length > 0 && <NewAccessSlips classId={sent.classId} code={sent.code} accessSlips={sent.outcome.slips} />}
        </>
      )}
    </Drawer>
  );
}
