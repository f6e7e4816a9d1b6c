import { Link } from '@tanstack/react-router';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { PartView } from '../../views/participation-view.schema.ts';
import { viewOf, type Work } from '../part-view.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { sayReviewDesk } from '../texts.ts';
import { taskKey } from '../words.ts';

const PartMore = later(() => import('./PartMore.tsx').then((file) => file.PartMore));
const SendDraftForm = later(() => import('../drafts/SendDraftForm.tsx').then((file) => file.SendDraftForm));
const SubmitForm = later(() => import('../self-assessments/SubmitForm.tsx').then((file) => file.SubmitForm));

/** Beside the duties: the next step with its day and the act itself, why this is asked, who signed, who can see it. */
export function PartSide({
  part,
  work,
  edition,
  clause,
}: {
  part: PartView;
  work: Work;
  edition: EditionData;
  clause: string | undefined;
}) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const session = useSession();
  const { next } = part.part;
  // The part's own next step is the party's while a finding is open; for who verifies, what was reported comes first.
  const verifies = part.may.includes('verify') && part.findings.some((finding) => finding.state === 'reported');
  const act = verifies && !part.part.yours ? 'verify' : next.act;
  const yours = part.part.yours || verifies;
  const view = viewOf(act);
  const plain = edition.clauses.find((one) => one.id === clause)?.plain[locale];
  return (
    <aside className="round-side" aria-label={t('side.name')}>
      <section className="panel next-step" aria-labelledby="next-step">
        <h2 id="next-step">{t(yours ? 'next.title' : 'next.round')}</h2>
        <p>
          {yours && view !== undefined ? (
            <Link
              to="/rounds/$roundId/parts/$partId"
              params={{ roundId: part.round.id, partId: part.part.id }}
              search={{ view }}
              resetScroll={false}
            >
              {t(taskKey(act))}
            </Link>
          ) : (
            t(taskKey(act))
          )}
          {next.by !== 'nobody' && !yours && ` (${t(`by.${next.by}`)})`}
          {act === next.act && next.due !== null && (
            <>
              {', '}
              {t('next.by-day')} <DateText date={next.due} />
            </>
          )}
        </p>
        {part.may.includes('prefill') && <Prefill partId={part.part.id} />}
        {work === 'answer' && <SubmitForm part={part} />}
        {part.may.includes('send-draft') && <SendDraftForm part={part} />}
      </section>
      {plain && (
        <Section title={t('side.why')}>
          <p>{plain}</p>
        </Section>
      )}
      {part.signer && (
        <Section title={t('side.signed')}>
          <p>
            {t('side.signature', { name: part.signer.name })}
            <br />
            <span className="small muted">
              {part.signer.capacity}, <DateText date={part.signer.at} time />
            </span>
          </p>
        </Section>
      )}
      {part.unratedReason !== null && (
        <Section title={t('side.unrated')}>
          <p>{part.unratedReason}</p>
        </Section>
      )}
      <PartMore part={part} directs={holds(session, ['policy-office'])} />
      <Section title={t('side.who-sees')}>
        <p className="small muted">{t(whoSees(part))}</p>
      </Section>
    </aside>
  );
}

function whoSees({ part, round }: PartView) {
  if (round.release === 'parties') return 'side.sees-all';
  if (part.returnedAt === null && round.adoptedAt === null) return 'side.sees-party';
  return 'side.sees-review';
}

function Prefill({ partId }: { partId: string }) {
  const t = useSay(sayReviewDesk);
  const prefill = useReviewWrite((_: undefined, key) => send('POST', `/participations/${partId}/prefill`, {}, { key }));
  return (
    <>
      <p className="small muted">{t('prefill.says')}</p>
      {prefill.error && <ProblemNote error={prefill.error} />}
      <p>
        <Button kind="main" waiting={prefill.isPending} onClick={() => prefill.mutate(undefined)}>
          {t('act.prefill')}
        </Button>
      </p>
    </>
  );
}
