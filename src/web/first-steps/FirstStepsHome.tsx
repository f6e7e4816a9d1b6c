import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '../client/api.ts';
import { useTranslations } from '../client/language.ts';
import { buttonClass } from '../kit/Button.tsx';
import { Section } from '../kit/Section.tsx';
import { translateFirstSteps } from './texts.ts';

type Data = NonNullable<AnswerOf<'/home'>['parts']['firstSteps']>;

/** How far a new register is, and the way to its next step. */
export default function FirstStepsHome({ data: { settled, of, step } }: { data: Data }) {
  const t = useTranslations(translateFirstSteps);
  return (
    <Section title={t('title')} side={t('settled', { n: settled, of })}>
      <div className="note">
        <p>{t('home.next', { step: t(`step.${step}`) })}</p>
        <p>
          <Link to="/first-steps" className={buttonClass('main')}>
            {t('home.open')}
          </Link>
        </p>
      </div>
    </Section>
  );
}
