import { textOfOffice } from '../office-text.ts';
import { withOfficeParts } from '../reading/office-parts.ts';
import { READ_LIMITS } from '../reading/read-limits.ts';
import { appendCellText, cellText } from '../reading/text-limits.ts';
import { localName, type XmlListener } from '../reading/xml-reader.ts';
import type { ReadTextDocument } from './text-document.ts';

const DOCUMENT = 'word/document.xml';
const PROPERTIES = 'docProps/custom.xml';

/** Reads the fields and properties of a text document within `READ_LIMITS`. Throws for any other file. */
export function readTextParts(path: string): Promise<ReadTextDocument> {
  return withOfficeParts(path, async (parts) => {
    if (!parts.has(DOCUMENT)) throw new Error('There is no text in it.');
    const limited = createFieldLimiter();
    const properties: Record<string, string> = Object.create(null);
    if (parts.has(PROPERTIES))
      await parts.read(
        PROPERTIES,
        propertyListener((name, text) => {
          properties[name] = limited(text);
        }),
      );
    const fields: Record<string, string> = Object.create(null);
    await parts.read(
      DOCUMENT,
      fieldListener((tag, text) => {
        // The field was copied, so it is unknown which of the two is meant.
        if (fields[tag] !== undefined) throw new Error(`It has the field ${tag} twice.`);
        fields[tag] = limited(text);
      }),
    );
    return { properties, fields };
  });
}

/** Counts what is kept; throws beyond the limit. */
function createFieldLimiter(): (text: string) => string {
  let [fields, characters] = [0, 0];
  return (text) => {
    characters += text.length;
    if (++fields > READ_LIMITS.fields || characters > READ_LIMITS.characters) throw new Error('It has more fields than are read.');
    return cellText(text);
  };
}

function propertyListener(onValue: (name: string, text: string) => void): XmlListener {
  let name: string | undefined;
  let value = '';
  return {
    open(written, attributes) {
      if (localName(written) === 'property') [name, value] = [attributes.name, ''];
    },
    text(more) {
      if (name !== undefined) value = appendCellText(value, more);
    },
    close(written) {
      if (localName(written) !== 'property') return;
      if (name !== undefined) onValue(name, textOfOffice(value));
      name = undefined;
    },
  };
}

type Control = { tag: string | undefined; hint: boolean; text: string; paragraphs: number };

// Content of a field that is not letters.
const SIGNS: Readonly<Record<string, string>> = { 'w:br': '\n', 'w:cr': '\n', 'w:tab': '\t', 'w:noBreakHyphen': '-' };

function fieldListener(onValue: (tag: string, text: string) => void): XmlListener {
  const open: Control[] = [];
  let inText = false;
  return {
    open(name, attributes) {
      if (name === 'w:sdt') open.push({ tag: undefined, hint: false, text: '', paragraphs: 0 });
      else if (name === 'w:t') inText = true;
      const field = open.at(-1);
      if (field === undefined) return;
      if (name === 'w:tag') field.tag = attributes['w:val'];
      else if (name === 'w:showingPlcHdr') field.hint = !['0', 'false', 'off'].includes(attributes['w:val'] ?? '');
      else if (Object.hasOwn(SIGNS, name)) field.text = appendCellText(field.text, SIGNS[name]!);
      else if (name === 'w:p' && field.paragraphs++ > 0) field.text = appendCellText(field.text, '\n');
    },
    text(more) {
      const field = open.at(-1);
      if (inText && field) field.text = appendCellText(field.text, more);
    },
    close(name) {
      if (name === 'w:t') inText = false;
      if (name !== 'w:sdt') return;
      const done = open.pop();
      if (done?.tag !== undefined) onValue(done.tag, done.hint ? '' : textOfOffice(done.text));
    },
  };
}
