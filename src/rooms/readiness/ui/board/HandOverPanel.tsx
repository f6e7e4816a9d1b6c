import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fileAddress, get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { Board } from '../../board/board.schema.ts';
import { waitsFor } from '../../hand-over/hand-over.rules.ts';
import type { HandOvers } from '../../hand-over/hand-over.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { useTrainingWrite } from './readiness-data.ts';

const handOversQuery = (scopeId: string) =>
  queryOptions({
    queryKey: ['training', 'hand-overs', scopeId],
    queryFn: ({ signal }) => get('/readiness/:scopeId/hand-overs', { scopeId }, signal),
  });
// The rotations a commander acts on next; the others may be half a year away.
const SHOWN = 2;
type Line = HandOvers['handOvers'][number];
type Signable = NonNullable<Line['page']>['actions'][number]['action'];

/** Rotations that hand over next, and earlier ones whose board lacks a signature: the frozen board, what was missing, and the two commanders who sign it. */
export function HandOverPanel({ board, keeps }: { board: Board; keeps: boolean }) {
  const t = useTranslations(translateReadinessDesk);
  const list = useQuery(handOversQuery(board.scope.id));
  const [all, showAll] = useState(false);
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.handOvers.length === 0) return null;
  const nextFirst = list.data.handOvers.toSorted((a, b) => (a.handOver ?? '9999').localeCompare(b.handOver ?? '9999'));
  return (
    <Section title={t('handover.title')}>
      {nextFirst.slice(0, all ? undefined : SHOWN).map((line) => (
        <HandOver key={line.rotationId} line={line} board={board} keeps={keeps && line.partyId === board.scope.id} />
      ))}
      {!all && nextFirst.length > SHOWN && (
        <p className="table-more">
          <Button className="no-print" onClick={() => showAll(true)}>
            {t('handover.all', { n: nextFirst.length })}
          </Button>
          <span className="print-only small muted">{t('handover.printed', { n: SHOWN, of: nextFirst.length })}</span>
        </p>
      )}
    </Section>
  );
}

function HandOver({ line, board, keeps }: { line: Line; board: Board; keeps: boolean }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const check = useTrainingWrite((_input: object, key) =>
    send('POST /rotations/:rotationId/hand-over-board', { rotationId: line.rotationId }, key),
  );
  const { page } = line;
  const awaited = page && waitsFor(page.signatures);
  const module = (id: string) => board.modules.find((one) => one.id === id)?.title[locale] ?? id;
  return (
    <article className="readiness-hand-over">
      <h3>
        {line.unit}, {line.contingent}
      </h3>
      <p className="small muted">
        {line.handOver ? (
          <>
            {t('handover.on')} <DateText date={line.handOver} />
          </>
        ) : (
          t('handover.no-day')
        )}
      </p>
      {page && (
        <>
          <p>
            {t('handover.counted', { ready: page.ready, persons: page.persons })} <DateText date={page.asOf} />
          </p>
          {page.inTime > 0 && <p className="small">{t('handover.in-time', { n: page.inTime })}</p>}
          {page.missing.length > 0 && (
            <p className="small">{page.missing.map((one) => `${one.persons}\u00a0×\u00a0${module(one.module)}`).join(', ')}</p>
          )}
          <ul>
            <Step done words={t('handover.checked', { by: page.checkedBy })} />
            {(['outgoing', 'incoming'] as const).map((side) => {
              const signed = page.signatures.find((one) => one.side === side);
              return (
                <Step
                  key={side}
                  done={signed !== undefined}
                  words={signed ? t(`handover.${side}-signed`, { by: signed.by }) : t(`handover.${side}`)}
                  more={signed?.reasons ?? undefined}
                />
              );
            })}
          </ul>
          {awaited !== null && (
            <p className="small">
              {t(`handover.waits-${awaited}`)} <DateText date={page.asOf} />
            </p>
          )}
          <p className="small no-print">
            <FileLink href={fileAddress('/hand-over-boards/:handOverId/page.pdf', { handOverId: page.id, lang: locale })}>
              {t('handover.page')}
            </FileLink>
          </p>
          {line.partyId === board.scope.id && <Signing page={page} />}
        </>
      )}
      {check.error && <ProblemNote error={check.error} />}
      {keeps && page && <p className="small muted no-print">{t('handover.again-hint')}</p>}
      {keeps && (
        <Button waiting={check.isPending} onClick={() => check.mutate({})}>
          {t(page ? 'handover.again' : 'handover.check')}
        </Button>
      )}
    </article>
  );
}

function Step({ done, words, more }: { done: boolean; words: string; more?: string | undefined }) {
  return (
    <li>
      <StatusGlyph status={done ? 'met' : 'not-started'} size={16} /> {words}
      {more && <small className="readiness-party muted">{more}</small>}
    </li>
  );
}

function Signing({ page }: { page: NonNullable<Line['page']> }) {
  const t = useTranslations(translateReadinessDesk);
  const sign = useTrainingWrite(({ action, reasons }: { action: Signable; reasons: string | null }, key) =>
    send(
      'POST /hand-over-boards/:handOverId/signatures',
      { handOverId: page.id, side: action === 'sign-outgoing' ? 'outgoing' : 'incoming', reasons },
      key,
    ),
  );
  return (
    <>
      <Actions
        key={page.signatures.length}
        offered={page.actions}
        label={(action) => t(`action.${action}`)}
        comment={() => ({ label: t('handover.reasons'), hint: t('handover.reasons-hint') })}
        waiting={sign.isPending}
        run={(action, { reasons }) => sign.mutate({ action, reasons: reasons ?? null })}
      />
      {sign.error && <ProblemNote error={sign.error} />}
    </>
  );
}
