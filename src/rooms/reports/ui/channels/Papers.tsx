import { fileAddress } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import type { Channel } from './channels-data.ts';
import { shownFingerprints } from './keys/present-key.ts';
import { translateChannels } from './texts.ts';

const SIZES = ['a4', 'a3', 'card'] as const;

/** The public page of an open channel, and its posters and pocket cards in each language of that page. */
export function Papers({ channel, page }: { channel: Channel; page: NonNullable<Channel['page']> }) {
  const t = useTranslations(translateChannels);
  return (
    <>
      <p>
        {t('papers.page')} <a href={page.address}>{page.address}</a>
      </p>
      <p className="small muted">
        {t('papers.check')} <code translate="no">{shownFingerprints(channel).at(-1)}</code>
      </p>
      <ul className="panel channel-list no-print">
        {page.languages.map(({ code, name, unread }) => (
          <li key={code}>
            <strong lang={code}>
              <bdi>{name}</bdi>
            </strong>
            <span className="channel-papers">
              {SIZES.map((size) => (
                <FileLink
                  key={size}
                  href={fileAddress('/channels/:channelId/poster.pdf', { channelId: channel.id, lang: code, size })}
                  aria-label={t('papers.of', { paper: t(`papers.${size}`), language: name })}
                >
                  {t(`papers.${size}`)}
                </FileLink>
              ))}
            </span>
            {unread && <p className="small muted">{t('papers.unread')}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
