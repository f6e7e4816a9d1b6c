import sax, { type SAXOptions } from 'sax';
import { READ_LIMITS } from './read-limits.ts';

/** Receives the content of an XML part, in order. Names are as written, prefix included; a long text may arrive in several chunks. */
export type XmlListener = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

// The parser checks the length of names, attributes and comments, at most 64 KiB each, once for each chunk it is given.
const CHUNK_CHARACTERS = 16_384;
// Only the five entities of XML itself are known.
const OPTIONS: SAXOptions & { strictEntities: boolean } = { strictEntities: true };

/**
 * Reads an XML part as it arrives, in time that grows only with its length. Throws for text that is not well-formed or not UTF-8, for a document type (and with
 * it every entity of a file's own), beyond `READ_LIMITS.depth` and `.attributes`, and for more elements than are left, which it counts down.
 */
export async function readXml(
  source: AsyncIterable<Uint8Array>,
  { open, text, close }: XmlListener,
  left: { elements: number },
): Promise<void> {
  const parser = sax.parser(true, OPTIONS);
  let depth = 0;
  let attributes = 0;
  const refuse = (reason: string) => {
    throw new Error(reason);
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = () => refuse('It declares a document type.');
  parser.onsgmldeclaration = () => refuse('It declares a document type.');
  parser.onattribute = () => {
    if (++attributes > READ_LIMITS.attributes) refuse(`It has an element of more than ${READ_LIMITS.attributes} attributes.`);
  };
  parser.onopentag = (tag) => {
    attributes = 0;
    if (--left.elements < 0) refuse(`It has more than ${READ_LIMITS.elements} elements.`);
    if (++depth > READ_LIMITS.depth) refuse(`It has elements more than ${READ_LIMITS.depth} deep.`);
    open?.(tag.name, tag.attributes as Record<string, string>);
  };
  parser.onclosetag = (name) => {
    depth--;
    close?.(name);
  };
  if (text) {
    parser.ontext = text;
    parser.oncdata = text;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pending = '';
  for await (const chunk of source) {
    const decoded = pending + decoder.decode(chunk, { stream: true });
    // A line end of two characters may be split over two chunks.
    pending = decoded.endsWith('\r') ? '\r' : '';
    feed(pending === '' ? decoded : decoded.slice(0, -1));
  }
  feed(pending + decoder.decode());
  parser.close();

  function feed(decoded: string): void {
    // XML has one line end, whichever the file uses.
    const lines = decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded;
    for (let at = 0; at < lines.length; at += CHUNK_CHARACTERS) parser.write(lines.slice(at, at + CHUNK_CHARACTERS));
  }
}

/** A name without its prefix: `row` of `x:row`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
