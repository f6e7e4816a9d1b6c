import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { answerOrder } from '../answer-order.ts';
import { arabicFontFile, fontFile } from './can-print.ts';
import { glyphCoverage, printable } from './glyph-coverage.ts';
import type { RenderOrder } from './render-pdf.ts';

// A separate process that makes one document and ends: the compiler keeps everything it has laid out in memory. All files it sees are
// in memory.

const FOLDER = '/manumit-document';
const WEIGHTS = ['400Regular', '600SemiBold', '700Bold'];

await answerOrder(make);

function make(order: RenderOrder): Buffer {
  const files = order.withArabic ? [fontFile, arabicFontFile] : [fontFile];
  const fontBlobs = files.flatMap((file) => WEIGHTS.map((name) => readFileSync(file(name))));
  const coverages = files.map((_, at) => glyphCoverage(fontBlobs[at * WEIGHTS.length]!));
  const covers = (code: number) => coverages.some((one) => one(code));
  const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontBlobs }] });
  const put = (name: string, content: Buffer) => compiler.mapShadow(`${FOLDER}/${name}`, content);
  const json = (value: unknown) =>
    Buffer.from(JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? printable(part, covers) : part)));
  put('main.typ', readFileSync(order.template));
  for (const part of ['frame.typ', 'marks.typ']) put(part, readFileSync(new URL(part, import.meta.url)));
  put('frame.json', json(order.frame));
  put('data.json', json(order.data));

  const compiled = compiler.compile({ mainFilePath: `${FOLDER}/main.typ` });
  // A warning counts as a fault: with "unknown font family", text would be printed in another font or not at all.
  const fault = compiled.takeError() ?? compiled.takeWarnings();
  if (fault) throw new Error(JSON.stringify(compiler.fetchDiagnostics(fault)));
  return compiler.pdf(compiled.result!, { pdfStandard: 'ua-1', creationTimestamp: order.createdAt });
}
