import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { ORIGINS, type Status } from '#kernel/status.ts';
import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { translateEvidence } from '#rooms/evidence/texts.ts';
import { changesWith } from '#rooms/evidence/views/changes-with.rules.ts';
import { enteredBy } from '#rooms/evidence/views/entered-by.rules.ts';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EvidenceKind, Obligation } from '#rooms/policy/policy.schema.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import type { ObligationEvidence, ObligationView } from '../obligations/obligation.schema.ts';
import { translateCommitments } from '../texts.ts';
import type { Rating } from './matrix-data.ts';
import { SilenceNote } from './obligation/SilenceNote.tsx';

const RecordedViews = later(() => import('./obligation/RecordedViews.tsx').then((file) => file.RecordedViews));

/** A reviewer's rating above the status from the evidence, both shown and never merged; with the party's own answer to an expectation. */
export function ObligationRating({ view, ratings }: { view: ObligationView; ratings: readonly Rating[] }) {
  const room = useTranslations(translateCommitments);
  const evidence = useTranslations(translateEvidence);
  const locale = useLocale();
  // Why the party cannot change what decides: one sentence per source.
  const changes = [...new Set(view.evidence.filter(({ weight }) => weight === 'decides').flatMap(changesWith))];
  return (
    <section>
      <h3>
        {room('ui.obligation.rating')}
        {ratings[0] && <span>{ratings[0].round[locale]}</span>}
      </h3>
      <dl className="obligation-pairs">
        {ratings.map((rating) => (
          <Fragment key={rating.at}>
            <dt>{room('ui.obligation.reviewer')}</dt>
            <dd>
              <StatusChip status={rating.status} />
            </dd>
          </Fragment>
        ))}
        <dt>{room('ui.obligation.evidence-says')}</dt>
        <dd>
          <StatusChip status={view.status} origin={view.origin} />
          <SilenceNote view={view} />
          {view.carriedOver && <p className="small muted">{room('ui.obligation.carried-over')}</p>}
          {changes.length > 0 && <p className="small muted">{changes.map((key) => evidence(key)).join(' ')}</p>}
        </dd>
        {view.answer && (
          <>
            <dt>{room('ui.obligation.answer')}</dt>
            <dd>
              {room(`answer.${view.answer}`)}
              <LabelBeside label={view.answerLabel} />
              {view.answerNote && <p>{room('ui.obligation.quote', { text: view.answerNote })}</p>}
            </dd>
          </>
        )}
      </dl>
      {ratings.map((rating) => (
        <div key={rating.at} className="obligation-reason">
          <p>{room('ui.obligation.quote', { text: rating.reason })}</p>
          <p className="small muted">
            {rating.by}, <DateText date={rating.at} />
            <LabelBeside label={rating.label} />
          </p>
        </div>
      ))}
    </section>
  );
}

/** What each origin says, side by side, where the sources differ. Only those who see the row see it; nobody settles it for another. */
export function ObligationSources({ view }: { view: ObligationView }) {
  const room = useTranslations(translateCommitments);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  if (view.difference === null && view.views.length === 0) return null;
  const shown = view.difference === null ? [] : view.evidence.filter(({ differs }) => differs);
  return (
    <section>
      <h3>{room('ui.obligation.sources')}</h3>
      {view.difference && <p className="small muted">{room('ui.obligation.sources-note')}</p>}
      {shown.length > 0 && (
        <ul className="obligation-sources">
          {ORIGINS.map((origin) => ({ origin, items: shown.filter((item) => item.origin === origin) }))
            .filter(({ items }) => items.length > 0)
            .map(({ origin, items }) => (
              <li key={origin}>
                <p>
                  <EvidenceSquare origin={origin} /> {word(origin)}
                </p>
                {items.map((item) => (
                  <div key={item.id}>
                    {item.says === 'nil' ? (
                      <StatusChip status="nothing-to-report" />
                    ) : (
                      item.says !== 'informs' && <StatusChip status={item.says as Status} />
                    )}
                    <p className="small">{item.title[locale]}</p>
                    <p className="small muted">
                      {item.source[locale]}, <DateText date={item.asOf ?? item.date} />
                    </p>
                  </div>
                ))}
              </li>
            ))}
        </ul>
      )}
      <RecordedViews view={view} />
    </section>
  );
}

/** The evidence of the obligation, newest first, each with its origin; without any, what would show that the obligation is met. */
export function ObligationEvidenceList({
  view,
  kinds,
  obligation,
}: {
  view: ObligationView;
  kinds: readonly EvidenceKind[];
  obligation: Obligation;
}) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  const kindName = (id: string) => kinds.find((kind) => kind.id === id)?.title[locale] ?? id;
  const { items: all, declared } = view.counts;
  return (
    <section>
      <h3>
        {room('ui.obligation.evidence')}
        {view.evidence.length > 0 && <span>{room('ui.obligation.evidence-count', { declared, all })}</span>}
      </h3>
      {view.evidence.length === 0 && (
        <>
          <p>{room('ui.obligation.no-evidence')}</p>
          <p className="small muted">
            {room('ui.obligation.evidence-asks', { kinds: obligation.evidence.kinds.map(kindName).join(', ') })}
          </p>
        </>
      )}
      <ul className="obligation-items">
        {view.evidence.map((item) => (
          <EvidenceItem key={item.id} item={item} kindName={kindName(item.kind)} />
        ))}
      </ul>
      {view.more && <p className="small muted">{room('ui.obligation.more', { n: all - view.evidence.length })}</p>}
    </section>
  );
}

function EvidenceItem({ item, kindName }: { item: ObligationEvidence; kindName: string }) {
  const room = useTranslations(translateCommitments);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  const who = enteredBy(item);
  const facts = [
    word(item.origin),
    formatDay(locale, item.date),
    item.asOf && item.asOf !== item.date && room('ui.obligation.as-of', { day: formatDay(locale, item.asOf) }),
    item.carriedFrom && room('ui.obligation.carried-from', { obligation: obligationNumber(item.carriedFrom) }),
    item.says !== 'met' && lowered(word(item.says)),
    item.weight === 'beside' && room('ui.weight.beside'),
    item.weight === 'informs' && item.says !== 'informs' && room('ui.weight.informs'),
    item.source[locale],
    item.page && room('ui.obligation.page', { page: item.page }),
    item.enteredBy,
    who !== 'person' && room(who === 'installation' ? 'ui.obligation.by-installation' : 'ui.obligation.by-office'),
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
            <a href={fileAddress('/documents/:documentId', { documentId: item.documentId })}>{room('ui.obligation.open-file')}</a>
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
        {item.stale && <span className="old"> {room('ui.obligation.stale')}</span>}
      </small>
    </li>
  );
}

/** What is due next: dates on the left, subjects on the right. */
export function ObligationDue({ view, kinds }: { view: ObligationView; kinds: readonly EvidenceKind[] }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  // Values name things of the policy by id; people read their names.
  const named = (values: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, kinds.find((kind) => kind.id === value)?.title[locale] ?? value]),
    );
  return (
    <section>
      <h3>{room('ui.obligation.due')}</h3>
      {view.due.length === 0 ? (
        <p className="muted">{room('ui.obligation.nothing-due')}</p>
      ) : (
        <dl className="obligation-pairs">
          {view.due.map((item) => (
            <div key={`${item.day} ${item.textKey} ${JSON.stringify(item.values)}`} className="obligation-pair">
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
export function ObligationVisible({ view }: { view: ObligationView }) {
  const room = useTranslations(translateCommitments);
  return (
    <section>
      <p className="small muted">
        {room('ui.obligation.visible', { who: view.visibleTo.map((word) => room(`visible-to.${word}`)).join(', ') })}
      </p>
    </section>
  );
}
