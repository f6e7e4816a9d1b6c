import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { translateBrief } from '../../briefs/texts.ts';
import { clauseBriefView, partyBriefView } from './brief-view.ts';
import { clauseBriefQuery, partyBriefQuery } from './briefs-data.ts';

const BriefContent = later(() => import('./BriefContent.tsx').then((file) => file.BriefContent));

/** A party or a clause on one page, for a committee: on the screen, on paper and as a PDF. */
export default function BriefPage() {
  const t = useTranslations(translateBrief);
  const locale = useLocale();
  const { partyId, clauseId } = useParams({ strict: false });
  const party = useQuery({ ...partyBriefQuery(partyId ?? ''), enabled: partyId !== undefined });
  const clause = useQuery({ ...clauseBriefQuery(clauseId ?? ''), enabled: clauseId !== undefined });
  const edition = useQuery(editionQuery);
  const asked = partyId === undefined ? clause : party;
  const error = asked.error ?? edition.error;
  const view =
    edition.data &&
    (party.data ? partyBriefView(party.data, edition.data, locale) : clause.data && clauseBriefView(clause.data, edition.data, locale));
  return (
    <>
      <PageHead
        title={view?.title ?? t('back')}
        path={t('for')}
        meta={
          asked.data &&
          view && (
            <>
              {view.meta} <LabelBadge label={asked.data.label} />
            </>
          )
        }
        help={[t('help.1'), t('help.2'), t('help.3')]}
        actions={
          view && (
            <>
              {partyId !== undefined && party.data?.basis === 'current' && (
                <Link className={buttonClass()} to="/parties/$partyId" params={{ partyId }}>
                  {t('party.page')}
                </Link>
              )}
              {clauseId !== undefined && (
                <Link className={buttonClass()} to="/clauses/$clauseId" params={{ clauseId }}>
                  {t('clause.page')}
                </Link>
              )}
              <Button onClick={() => window.print()}>
                <Icon name="print" />
                {t('print')}
              </Button>
              <FileLink
                className={buttonClass('main')}
                href={
                  partyId === undefined
                    ? fileAddress('/clauses/:clauseId/brief.pdf', { clauseId: clauseId!, lang: locale })
                    : fileAddress('/parties/:partyId/brief.pdf', { partyId, lang: locale })
                }
              >
                {t('pdf')}
              </FileLink>
            </>
          )
        }
      />
      {error ? <ProblemNote error={error} retry={() => void asked.refetch()} /> : !view && <Skeleton rows={14} />}
      {view && <BriefContent view={view} />}
    </>
  );
}
