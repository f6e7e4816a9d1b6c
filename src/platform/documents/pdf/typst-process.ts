import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFile } from './can-print.ts';
import { glyphCoverage, printable } from './glyph-coverage.ts';
import type { RenderOrder } from './render-pdf.ts';

// A separate process that makes one document and ends: the compiler keeps everything it has laid out in memory. It reads its job as JSON on stdin and writes
// the PDF to stdout; a fault goes to stderr with exit code 1. All files it sees are in memory.

const FOLDER = '/manumit-document';
const WEIGHTS = ['400Regular', '600SemiBold', '700Bold'];

try {
  const order = JSON.parse((await buffer(process.stdin)).toString('utf8')) as RenderOrder;
  process.stdout.write(make(order));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function make(order: RenderOrder): Buffer {
  const fontBlobs = WEIGHTS.map((name) => readFileSync(fontFile(name)));
  const covers = glyphCoverage(fontBlobs[0]!);
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
