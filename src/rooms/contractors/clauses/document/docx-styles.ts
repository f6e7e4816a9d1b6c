import type { OfficeParts } from '#platform/documents/reading/office-parts.ts';

/** The attributes of an XML element. */
export type Attributes = Readonly<Record<string, string>>;
/** What a style says of its text. `level` is the depth of automatic numbering; null where it takes numbering away. */
export type Style = { basedOn: string | null; hidden?: boolean; struck?: boolean; level?: number | null };

/** Whether a property that can be on or off is on; without a value it is. */
export const isOn = (attributes: Attributes) => !/^(0|false|off|none)$/.test(attributes['w:val'] ?? 'true');

/** Character and paragraph styles that hide or strike text, or number paragraphs. */
export async function readStyles(parts: OfficeParts): Promise<ReadonlyMap<string, Style>> {
  const styles = new Map<string, Style>();
  if (!parts.has('word/styles.xml')) return styles;
  let current: Style | null = null;
  await parts.read('word/styles.xml', {
    open(name, attributes) {
      if (name === 'w:style') {
        current = { basedOn: null };
        styles.set(attributes['w:styleId'] ?? '', current);
      }
      if (current === null) return;
      if (name === 'w:basedOn') current.basedOn = attributes['w:val'] ?? null;
      if (name === 'w:ilvl') current.level = Number(attributes['w:val']);
      if (name === 'w:numId') current.level = attributes['w:val'] === '0' ? null : (current.level ?? 0);
      Object.assign(current, formatOf(name, attributes));
    },
    close(name) {
      if (name === 'w:style') current = null;
    },
  });
  return styles;
}

/** What a run property says of its text. */
export function formatOf(name: string, attributes: Attributes): { hidden?: boolean; struck?: boolean } {
  if (name === 'w:vanish' || name === 'w:specVanish') return { hidden: isOn(attributes) };
  if (name === 'w:strike' || name === 'w:dstrike') return { struck: isOn(attributes) };
  // Letters of one point or less cannot be read.
  return name === 'w:sz' && Number(attributes['w:val']) <= 2 ? { hidden: true } : {};
}

/** What a style says, or one that it is based on; undefined where none does. */
export function inherited<K extends 'hidden' | 'struck' | 'level'>(
  styles: ReadonlyMap<string, Style>,
  id: string | null,
  key: K,
): Style[K] {
  for (let name = id, depth = 0; name !== null && depth < 20; depth++) {
    const style = styles.get(name);
    if (style?.[key] !== undefined) return style[key];
    name = style?.basedOn ?? null;
  }
  return undefined;
}
