import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { partyBriefView } from '../../briefs/brief-view.ts';
import { translateBrief } from '../../briefs/texts.ts';
import { BriefView } from './BriefView.tsx';
import { partyBriefQuery } from './briefs-data.ts';

/** One party on one page, for a committee. */
export default function PartyBriefPage() {
  const t = useTranslations(translateBrief);
  const locale = useLocale();
  const { partyId = '' } = useParams({ strict: false });
  const brief = useQuery(partyBriefQuery(partyId));
  const edition = useQuery(editionQuery);
  return (
    <BriefView
      brief={brief.data}
      view={brief.data && edition.data && partyBriefView(brief.data, edition.data, locale)}
      error={brief.error ?? edition.error}
      retry={() => void brief.refetch()}
      file={`/desk/api/parties/${partyId}/brief.pdf`}
      origin={
        brief.data?.basis === 'current' && (
          <Link className={buttonClass()} to="/parties/$partyId" params={{ partyId }}>
            {t('party.page')}
          </Link>
        )
      }
    />
  );
}
