import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { daggerOf, numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import type { Dossier } from '../../dossier/dossier.schema.ts';
import { translateCommitments } from '../../texts.ts';
import { useMatrixWords } from '../matrix-words.ts';

const NEAREST = 4;

/** What is due next, the nearest day first; later items are folded. */
export function DossierDue({ dossier, edition }: { dossier: Dossier; edition: EditionData }) {
  const room = useTranslations(translateCommitments);
  const words = useMatrixWords(dossier.party.kind);
  const kindName = (id: string) => edition.evidenceKinds.find((kind) => kind.id === id)?.title[words.locale] ?? id;
  const due = dossier.clauses
    .flatMap(({ clauseId, next }) => (next === null ? [] : [{ clauseId, ...next }]))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const line = (item: (typeof due)[number]) => (
    <li key={`${item.clauseId} ${item.day} ${item.textKey}`}>
      <b className={item.day < dossier.asOf ? 'dossier-late' : undefined}>
        <DateText date={item.day} />
      </b>{' '}
      {room(
        item.textKey as Parameters<typeof translateCommitments>[1],
        Object.fromEntries(Object.entries(item.values).map(([name, value]) => [name, kindName(value)])),
      )}
      <span className="small muted">
        {words.clause(item.clauseId)}
        {daggerOf(edition, item.clauseId)}
      </span>
    </li>
  );
  return (
    <Section title={room('ui.dossier.due')}>
      {due.length === 0 && <p className="muted">{room('ui.obligation.nothing-due')}</p>}
      <ul className="dossier-list">{due.slice(0, NEAREST).map(line)}</ul>
      {due.length > NEAREST && (
        <details className="folded">
          <summary>{room('ui.dossier.due-later', { n: due.length - NEAREST })}</summary>
          <ul className="dossier-list">{due.slice(NEAREST).map(line)}</ul>
        </details>
      )}
    </Section>
  );
}

/** The latest evidence items. */
export function DossierLast({ dossier, edition }: { dossier: Dossier; edition: EditionData }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  const kindName = (id: string) => edition.evidenceKinds.find((kind) => kind.id === id)?.title[locale] ?? id;
  return (
    <Section title={room('ui.dossier.last')} side={room('ui.dossier.items', { n: dossier.items, declared: dossier.declared })}>
      {dossier.last.length === 0 && <p className="muted">{room('ui.obligation.no-evidence')}</p>}
      <ul className="dossier-list">
        {dossier.last.map((item) => (
          <li key={item.id}>
            <EvidenceSquare origin={item.origin} />{' '}
            <Link to="/evidence/$itemId" params={{ itemId: item.id }}>
              {item.title?.[locale] ?? kindName(item.kind)}
            </Link>
            <span className="small muted">
              <DateText date={item.date} /> · {item.obligationIds.map((id) => numberWithDagger(edition, id)).join(', ')}
              <LabelBeside label={item.label} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
