import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { Section } from '#web/kit/Section.tsx';
import type { CoverageHome as Answer } from '../../../coverage/coverage-home.ts';
import { GapsTable } from '../GapsTable.tsx';
import { ShareBars } from '../ShareBars.tsx';
import { translateCoverage } from '../texts.ts';

/** Which contracts carry the clause set, and the largest that do not: the first question of a contracting officer. */
export default function CoverageHome({ data: { shares, gaps } }: { data: Answer }) {
  const t = useTranslations(translateCoverage);
  return (
    <>
      <Section title={t('title')} side={t('side')}>
        <ShareBars shares={shares} />
      </Section>
      {gaps.rows.length > 0 && (
        <Section title={t('gaps')} side={t('gaps.side')}>
          <GapsTable rows={gaps.rows} />
          <p className="no-print">
            <Link to="/contracts/coverage">{t('gaps.all', { n: gaps.all })}</Link>
          </p>
        </Section>
      )}
    </>
  );
}
