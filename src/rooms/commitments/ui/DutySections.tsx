import type { ReactNode } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import type { EvidenceKind, Obligation } from '#rooms/policy/policy.schema.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { EvidenceSquare } from '#web/kit/EvidenceSquare.tsx';
import { StatusChip } from '#web/kit/StatusChip.tsx';
import { sayDesk } from '#web/texts/texts.ts';
import type { Duty, DutyEvidence } from '../duty.schema.ts';
import { sayCommitments } from '../texts.ts';
import { sayMatrix } from './texts.ts';

/** What the evidence says, and the party's own answer. The ratings of a round stand above it, where a round gives them. */
export function DutyRating({ duty, ratings }: { duty: Duty; ratings?: ReactNode }) {
  const t = useSay(sayMatrix);
  return (
    <section>
      <h3>{t('duty.rating')}</h3>
      {ratings}
      <dl className="pairs">
        <dt>{t('duty.evidence-says')}</dt>
        <dd>
          <StatusChip status={duty.status} declared={duty.declaredOnly} />
        </dd>
        {duty.answer && (
          <>
            <dt>{t('duty.answer')}</dt>
            <dd>
              {t(`answer.${duty.answer}`)}
              {duty.answerNote && <p>“{duty.answerNote}”</p>}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The pieces behind the duty, newest first, each with where it comes from; without any, what would show that the duty is kept. */
export function DutyEvidenceList({ duty, kinds, obligation }: { duty: Duty; kinds: readonly EvidenceKind[]; obligation: Obligation }) {
  const t = useSay(sayMatrix);
  const locale = useLocale();
  const kindName = (id: string) => kinds.find((kind) => kind.id === id)?.title[locale] ?? id;
  const declared = duty.evidence.filter((piece) => piece.origin === 'declared').length;
  return (
    <section>
      <h3>
        {t('duty.evidence')}
        {duty.evidence.length > 0 && <span>{t('duty.evidence-count', { declared, all: duty.evidence.length })}</span>}
      </h3>
      {duty.evidence.length === 0 && (
        <>
          <p>{t('duty.no-evidence')}</p>
          <p className="small muted">{t('duty.evidence-asks', { kinds: obligation.evidence.kinds.map(kindName).join(', ') })}</p>
        </>
      )}
      <ul className="duty-pieces">
        {duty.evidence.map((piece) => (
          <Piece key={piece.id} piece={piece} kindName={kindName(piece.kind)} />
        ))}
      </ul>
      {duty.more && <p className="small muted">{t('duty.more')}</p>}
    </section>
  );
}

function Piece({ piece, kindName }: { piece: DutyEvidence; kindName: string }) {
  const t = useSay(sayMatrix);
  const w = useSay(sayDesk);
  const locale = useLocale();
  const address = piece.documentId ? `/desk/api/documents/${piece.documentId}` : piece.address;
  const facts = [
    w(`origin.${piece.origin}`),
    formatDay(locale, piece.date),
    piece.asOf && piece.asOf !== piece.date && t('duty.as-of', { day: formatDay(locale, piece.asOf) }),
    piece.says !== 'met' && t(`says.${piece.says}`),
    piece.source[locale],
    piece.page && t('duty.page', { page: piece.page }),
    piece.enteredBy,
    piece.byPolicyOffice && t('duty.by-office'),
  ].filter(Boolean);
  const title = piece.title[locale] || kindName;
  return (
    <li>
      <EvidenceSquare origin={piece.origin} />
      {address ? (
        <a href={address} rel="noopener noreferrer" target="_blank">
          {title}
        </a>
      ) : (
        <span>{title}</span>
      )}
      <small>
        {facts.join(' · ')}
        {piece.stale && <span className="old"> {t('duty.stale')}</span>}
      </small>
    </li>
  );
}

/** What has a date next: the day left, the thing right. */
export function DutyDue({ duty, kinds }: { duty: Duty; kinds: readonly EvidenceKind[] }) {
  const t = useSay(sayMatrix);
  const room = useSay(sayCommitments);
  const locale = useLocale();
  // Values name things of the policy by id; a person reads their names.
  const named = (values: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, kinds.find((kind) => kind.id === value)?.title[locale] ?? value]),
    );
  return (
    <section>
      <h3>{t('duty.due')}</h3>
      {duty.due.length === 0 ? (
        <p className="muted">{t('duty.nothing-due')}</p>
      ) : (
        <dl className="pairs">
          {duty.due.map((item) => (
            <div key={`${item.day} ${item.textKey} ${JSON.stringify(item.values)}`} className="duty-pair">
              <dt>
                <DateText date={item.day} />
              </dt>
              <dd>{room(item.textKey as Parameters<typeof sayCommitments>[1], named(item.values))}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Who can see these pieces now. */
export function DutyVisible({ duty }: { duty: Duty }) {
  const t = useSay(sayMatrix);
  const room = useSay(sayCommitments);
  return (
    <section>
      <p className="small muted">{t('duty.visible', { who: duty.visibleTo.map((word) => room(`visible-to.${word}`)).join(', ') })}</p>
    </section>
  );
}
