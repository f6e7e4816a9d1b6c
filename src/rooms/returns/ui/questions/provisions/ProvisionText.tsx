import { useLocale } from '#web/client/language.ts';
import type { Provision } from '../../../answers/provisions/provision.schema.ts';
import { provisionLines } from '../../../answers/provisions/provision-words.ts';

/** A provision for reading: act and paragraph, penalty, since when, its text and its address. */
export function ProvisionText({ provision }: { provision: Provision }) {
  const locale = useLocale();
  const [cited, ...more] = provisionLines(locale, provision);
  const { wording, address } = provision;
  return (
    <>
      <p className="prose">
        <b>{cited}</b>
      </p>
      {more.length > 0 && <p className="small">{more.join('. ')}</p>}
      {wording && <blockquote className="small prose provision-wording">{wording}</blockquote>}
      {address && (
        <p className="small provision-address">
          <a href={address}>{address}</a>
        </p>
      )}
    </>
  );
}
