import { WholeEdition, wholeOf } from '../files/edition-content.ts';

const NAME = 'edition.json';
const MEDIA_TYPE = 'application/json';

type Embedded = { filename?: unknown; 'media-type'?: unknown; value?: unknown };

/** The whole edition, in every language, as a file inside the catalog (a resource with `base64`): OSCAL has no place for half of it, and one language per file. */
export function embedEdition(edition: Parameters<typeof wholeOf>[0]): { filename: string; 'media-type': string; value: string } {
  const text = JSON.stringify(wholeOf(edition));
  return { filename: NAME, 'media-type': MEDIA_TYPE, value: Buffer.from(text, 'utf8').toString('base64') };
}

/** The edition inside a catalog that this program exported; undefined where there is none. */
export function findEmbedded(resources: readonly { base64?: Embedded | undefined }[]): WholeEdition | undefined {
  for (const { base64 } of resources) {
    if (base64?.filename !== NAME || typeof base64.value !== 'string') continue;
    try {
      const parsed = WholeEdition.safeParse(JSON.parse(Buffer.from(base64.value, 'base64').toString('utf8')));
      if (parsed.success) return parsed.data;
    } catch {
      // Not an edition of ours; the catalog is read like any other.
    }
  }
  return undefined;
}
