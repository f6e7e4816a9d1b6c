import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { textOfOffice } from './office-text.ts';
import type { ReadTextDocument } from './text-document.ts';

const DOCUMENT = 'word/document.xml';
const PROPERTIES = 'docProps/custom.xml';

/** Reads the fields and properties of a text document. Throws for what is none. */
export async function readTextParts(path: string): Promise<ReadTextDocument> {
  const archive = await openPromise(path, { autoClose: false });
  const parts = new Map<string, string>();
  try {
    for await (const entry of archive.eachEntry())
      if (entry.fileName === DOCUMENT || entry.fileName === PROPERTIES)
        parts.set(entry.fileName, (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8'));
  } finally {
    archive.close();
  }
  const text = parts.get(DOCUMENT);
  if (text === undefined) throw new Error('There is no text in it.');
  return { properties: propertiesOf(parts.get(PROPERTIES) ?? ''), fields: fieldsOf(text) };
}

type Mark = { name: string; attributes: string; closes: boolean; empty: boolean } | { text: string };

// Office files hold neither entities of their own nor CDATA; what brings a document type is refused, and with it every way to grow while it is read.
function* marksOf(xml: string): Generator<Mark> {
  if (/<!DOCTYPE|<!\[CDATA\[/i.test(xml)) throw new Error('It declares a document type.');
  for (const [, closes, name, attributes, empty, text] of xml.matchAll(
    /<(\/?)([A-Za-z_][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|<[?!][^>]*>|([^<]+)/g,
  )) {
    if (name !== undefined) yield { name, attributes: attributes ?? '', closes: closes === '/', empty: empty === '/' };
    else if (text !== undefined) yield { text: unescaped(text) };
  }
}

function propertiesOf(xml: string): Record<string, string> {
  const properties: Record<string, string> = {};
  let name: string | undefined;
  for (const mark of marksOf(xml)) {
    if ('text' in mark) {
      if (name !== undefined) properties[name] = (properties[name] ?? '') + textOfOffice(mark.text);
    } else if (mark.name === 'property') name = mark.closes ? undefined : attributeOf(mark.attributes, 'name');
  }
  return properties;
}

type Control = { tag: string | undefined; hint: boolean; text: string; paragraphs: number };

function fieldsOf(xml: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const open: Control[] = [];
  let inText = false;
  for (const mark of marksOf(xml)) {
    const within = open.at(-1);
    if ('text' in mark) {
      if (inText && within) within.text += mark.text;
      continue;
    }
    const { name, attributes, closes, empty } = mark;
    if (name === 'w:sdt' && !closes) open.push({ tag: undefined, hint: false, text: '', paragraphs: 0 });
    else if (name === 'w:sdt') {
      const done = open.pop();
      if (done?.tag === undefined) continue;
      // Copied, so that nobody can tell which of the two is meant.
      if (fields[done.tag] !== undefined) throw new Error(`It has the field ${done.tag} twice.`);
      fields[done.tag] = done.hint ? '' : textOfOffice(done.text);
    } else if (name === 'w:t') inText = !closes && !empty;
    else if (within === undefined || closes) continue;
    else if (name === 'w:tag') within.tag = attributeOf(attributes, 'w:val');
    else if (name === 'w:showingPlcHdr') within.hint = !/w:val="(0|false|off)"/.test(attributes);
    else if (name === 'w:br' || name === 'w:cr') within.text += '\n';
    else if (name === 'w:tab') within.text += '\t';
    else if (name === 'w:noBreakHyphen') within.text += '-';
    else if (name === 'w:p' && within.paragraphs++ > 0) within.text += '\n';
  }
  return fields;
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? unescaped(found[1] ?? found[2] ?? '') : undefined;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
