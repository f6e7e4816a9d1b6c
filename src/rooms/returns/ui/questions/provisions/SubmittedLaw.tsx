import './provisions.css';
import { useTranslations } from '#web/client/language.ts';
import type { Provision } from '../../../answers/provisions/provision.schema.ts';
import { translateProvisions } from '../../../answers/provisions/texts.ts';
import { ProvisionText } from './ProvisionText.tsx';

/** The national law that a submitted section cites for an article, as it was signed. */
export function SubmittedLaw({ provisions }: { provisions: readonly Provision[] }) {
  const t = useTranslations(translateProvisions);
  if (provisions.length === 0) return null;
  return (
    <div className="provisions">
      <h4>{t('title')}</h4>
      {provisions.map((provision) => (
        <div key={provision.provisionId} className="provision">
          <ProvisionText provision={provision} />
        </div>
      ))}
    </div>
  );
}
