import { EDITION_FILES, EditionData, type EditionFile } from '../policy.schema.ts';

const NAME = 'edition.json';
const MEDIA_TYPE = 'application/json';

type Embedded = { filename?: unknown; 'media-type'?: unknown; value?: unknown };

/** The whole edition, in every language, as a file inside the catalog (a resource with `base64`): OSCAL has no place for half of it, and one language per file. */
export function embedEdition(edition: EditionData): { filename: string; 'media-type': string; value: string } {
  const text = JSON.stringify(EditionData.parse(edition));
  return { filename: NAME, 'media-type': MEDIA_TYPE, value: Buffer.from(text, 'utf8').toString('base64') };
}

/** The edition inside a catalog that this program exported; undefined where there is none. */
export function findEmbedded(resources: readonly { base64?: Embedded | undefined }[]): EditionData | undefined {
  for (const { base64 } of resources) {
    if (base64?.filename !== NAME || typeof base64.value !== 'string') continue;
    try {
      const parsed = EditionData.safeParse(JSON.parse(Buffer.from(base64.value, 'base64').toString('utf8')));
      if (parsed.success) return parsed.data;
    } catch {
      // Not an edition of ours; the catalog is read like any other.
    }
  }
  return undefined;
}

/** An edition as the content of its files. */
export function filesOf(edition: EditionData): Record<EditionFile, Record<string, unknown>> {
  const whole = edition as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(EDITION_FILES).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.keys(schema.shape).flatMap((key) => (whole[key] === undefined ? [] : [[key, whole[key]]]))),
    ]),
  ) as Record<EditionFile, Record<string, unknown>>;
}
