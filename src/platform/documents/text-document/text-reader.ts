import { textOfOffice } from '../office-text.ts';
import { withOfficeParts } from '../reading/office-parts.ts';
import { READ_LIMITS } from '../reading/read-limits.ts';
import { cellText, grown } from '../reading/text-limits.ts';
import { localName, type XmlListener } from '../reading/xml-reader.ts';
import type { ReadTextDocument } from './text-document.ts';

const DOCUMENT = 'word/document.xml';
const PROPERTIES = 'docProps/custom.xml';

/** Reads the fields and properties of a text document within `READ_LIMITS`. Throws for any other file. */
export function readTextParts(path: string): Promise<ReadTextDocument> {
  return withOfficeParts(path, async (parts) => {
    if (!parts.has(DOCUMENT)) throw new Error('There is no text in it.');
    const keep = keeper();
    const properties: Record<string, string> = Object.create(null);
    if (parts.has(PROPERTIES))
      await parts.read(
        PROPERTIES,
        propertiesInto((name, text) => {
          properties[name] = keep(text);
        }),
      );
    const fields: Record<string, string> = Object.create(null);
    await parts.read(
      DOCUMENT,
      fieldsInto((tag, text) => {
        // The field was copied, so it is unknown which of the two is meant.
        if (fields[tag] !== undefined) throw new Error(`It has the field ${tag} twice.`);
        fields[tag] = keep(text);
      }),
    );
    return { properties, fields };
  });
}

/** Counts what is kept; throws beyond the limit. */
function keeper(): (text: string) => string {
  let [fields, characters] = [0, 0];
  return (text) => {
    characters += text.length;
    if (++fields > READ_LIMITS.fields || characters > READ_LIMITS.characters) throw new Error('It has more fields than are read.');
    return cellText(text);
  };
}

function propertiesInto(take: (name: string, text: string) => void): XmlListener {
  let name: string | undefined;
  let value = '';
  return {
    open(written, attributes) {
      if (localName(written) === 'property') [name, value] = [attributes.name, ''];
    },
    text(more) {
      if (name !== undefined) value = grown(value, more);
    },
    close(written) {
      if (localName(written) !== 'property') return;
      if (name !== undefined) take(name, textOfOffice(value));
      name = undefined;
    },
  };
}

type Control = { tag: string | undefined; hint: boolean; text: string; paragraphs: number };

// Content of a field that is not letters.
const SIGNS: Readonly<Record<string, string>> = { 'w:br': '\n', 'w:cr': '\n', 'w:tab': '\t', 'w:noBreakHyphen': '-' };

function fieldsInto(take: (tag: string, text: string) => void): XmlListener {
  const open: Control[] = [];
  let inText = false;
  return {
    open(name, attributes) {
      if (name === 'w:sdt') open.push({ tag: undefined, hint: false, text: '', paragraphs: 0 });
      else if (name === 'w:t') inText = true;
      const within = open.at(-1);
      if (within === undefined) return;
      if (name === 'w:tag') within.tag = attributes['w:val'];
      else if (name === 'w:showingPlcHdr') within.hint = !['0', 'false', 'off'].includes(attributes['w:val'] ?? '');
      else if (Object.hasOwn(SIGNS, name)) within.text = grown(within.text, SIGNS[name]!);
      else if (name === 'w:p' && within.paragraphs++ > 0) within.text = grown(within.text, '\n');
    },
    text(more) {
      const within = open.at(-1);
      if (inText && within) within.text = grown(within.text, more);
    },
    close(name) {
      if (name === 'w:t') inText = false;
      if (name !== 'w:sdt') return;
      const done = open.pop();
      if (done?.tag !== undefined) take(done.tag, done.hint ? '' : textOfOffice(done.text));
    },
  };
}
