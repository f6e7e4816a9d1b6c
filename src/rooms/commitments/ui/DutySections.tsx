import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBeside } from '#rooms/parties/ui/LabelMark.tsx';
import { dutyNumber } from '#rooms/policy/duty-number.rules.ts';
import type { EvidenceKind, Obligation } from '#rooms/policy/policy.schema.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { Duty, DutyEvidence } from '../obligations/duty.schema.ts';
import { translateCommitments } from '../texts.ts';
import type { Rating } from './matrix-data.ts';

/** A reviewer's rating above the status from the evidence, both shown and never merged; with the party's own answer to an expectation. */
export function DutyRating({ duty, ratings }: { duty: Duty; ratings: readonly Rating[] }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  return (
    <section>
      <h3>
        {room('ui.duty.rating')}
        {ratings[0] && <span>{ratings[0].round[locale]}</span>}
      </h3>
      <dl className="duty-pairs">
        {ratings.map((rating) => (
          <Fragment key={rating.at}>
            <dt>{room('ui.duty.reviewer')}</dt>
            <dd>
              <StatusChip status={rating.status} />
            </dd>
          </Fragment>
        ))}
        <dt>{room('ui.duty.evidence-says')}</dt>
        <dd>
          <StatusChip status={duty.status} declared={duty.declaredOnly} />
          {duty.carriedOver && <p className="small muted">{room('ui.duty.carried-over')}</p>}
        </dd>
        {duty.answer && (
          <>
            <dt>{room('ui.duty.answer')}</dt>
            <dd>
              {room(`answer.${duty.answer}`)}
              <LabelBeside label={duty.answerLabel} />
              {duty.answerNote && <p>{room('ui.duty.quote', { text: duty.answerNote })}</p>}
            </dd>
          </>
        )}
      </dl>
      {ratings.map((rating) => (
        <div key={rating.at} className="duty-reason">
          <p>{room('ui.duty.quote', { text: rating.reason })}</p>
          <p className="small muted">
            {rating.by}, <DateText date={rating.at} />
            <LabelBeside label={rating.label} />
          </p>
        </div>
      ))}
    </section>
  );
}

/** The evidence of the obligation, newest first, each with its origin; without any, what would show that the obligation is met. */
export function DutyEvidenceList({ duty, kinds, obligation }: { duty: Duty; kinds: readonly EvidenceKind[]; obligation: Obligation }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  const kindName = (id: string) => kinds.find((kind) => kind.id === id)?.title[locale] ?? id;
  const declared = duty.evidence.filter((item) => item.origin === 'declared').length;
  return (
    <section>
      <h3>
        {room('ui.duty.evidence')}
        {duty.evidence.length > 0 && <span>{room('ui.duty.evidence-count', { declared, all: duty.evidence.length })}</span>}
      </h3>
      {duty.evidence.length === 0 && (
        <>
          <p>{room('ui.duty.no-evidence')}</p>
          <p className="small muted">{room('ui.duty.evidence-asks', { kinds: obligation.evidence.kinds.map(kindName).join(', ') })}</p>
        </>
      )}
      <ul className="duty-items">
        {duty.evidence.map((item) => (
          <EvidenceItem key={item.id} item={item} kindName={kindName(item.kind)} />
        ))}
      </ul>
      {duty.more && <p className="small muted">{room('ui.duty.more')}</p>}
    </section>
  );
}

function EvidenceItem({ item, kindName }: { item: DutyEvidence; kindName: string }) {
  const room = useTranslations(translateCommitments);
  const w = useTranslations(translateDesk);
  const locale = useLocale();
  const facts = [
    w(`origin.${item.origin}`),
    formatDay(locale, item.date),
    item.asOf && item.asOf !== item.date && room('ui.duty.as-of', { day: formatDay(locale, item.asOf) }),
    item.carriedFrom && room('ui.duty.carried-from', { duty: dutyNumber(item.carriedFrom) }),
    item.says !== 'met' && room(`ui.says.${item.says}`),
    item.source[locale],
    item.page && room('ui.duty.page', { page: item.page }),
    item.enteredBy,
    item.byPolicyOffice && room('ui.duty.by-office'),
  ].filter(Boolean);
  const title = item.title[locale] || kindName;
  return (
    <li>
      <EvidenceSquare origin={item.origin} />
      <Link to="/evidence/$itemId" params={{ itemId: item.id }}>
        {title}
      </Link>
      <small>
        {facts.join(' · ')}
        <LabelBeside label={item.label} />
        {item.documentId && (
          <>
            {' · '}
            <a href={fileAddress('/documents/:documentId', { documentId: item.documentId })}>{room('ui.duty.open-file')}</a>
          </>
        )}
        {item.address && (
          <>
            {' · '}
            <a href={item.address} rel="noopener noreferrer" target="_blank">
              {new URL(item.address).hostname}
            </a>
          </>
        )}
        {item.stale && <span className="old"> {room('ui.duty.stale')}</span>}
      </small>
    </li>
  );
}

/** What is due next: dates on the left, subjects on the right. */
export function DutyDue({ duty, kinds }: { duty: Duty; kinds: readonly EvidenceKind[] }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  // Values name things of the policy by id; people read their names.
  const named = (values: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, kinds.find((kind) => kind.id === value)?.title[locale] ?? value]),
    );
  return (
    <section>
      <h3>{room('ui.duty.due')}</h3>
      {duty.due.length === 0 ? (
        <p className="muted">{room('ui.duty.nothing-due')}</p>
      ) : (
        <dl className="duty-pairs">
          {duty.due.map((item) => (
            <div key={`${item.day} ${item.textKey} ${JSON.stringify(item.values)}`} className="duty-pair">
              <dt>
                <DateText date={item.day} />
              </dt>
              <dd>{room(item.textKey as Parameters<typeof translateCommitments>[1], named(item.values))}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Who can see this evidence now. */
export function DutyVisible({ duty }: { duty: Duty }) {
  const room = useTranslations(translateCommitments);
  return (
    <section>
      <p className="small muted">{room('ui.duty.visible', { who: duty.visibleTo.map((word) => room(`visible-to.${word}`)).join(', ') })}</p>
    </section>
  );
}
