/** A part of a table that is sent on its own: its header, some rows, and the line of its first row in the whole file. */
export type TablePart = { readonly table: string; readonly firstLine: number; readonly rows: number };

/** Splits a table into parts of at most the given number of rows, each with the header. A quoted field with line breaks is never split. Pure. */
export function partsOf(text: string, most: number): TablePart[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = lines[0] ?? '';
  const parts: TablePart[] = [];
  let [from, rows, open] = [1, 0, false];
  const cut = (to: number) => {
    if (rows > 0) parts.push({ table: [head, ...lines.slice(from, to)].join('\n'), firstLine: from + 1, rows });
    [from, rows] = [to, 0];
  };
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at]!;
    if ((line.split('"').length - 1) % 2 === 1) open = !open;
    if (!open && line.trim() !== '') rows++;
    if (!open && rows >= most) cut(at + 1);
  }
  cut(lines.length);
  return parts.length > 0 ? parts : [{ table: text, firstLine: 2, rows: 0 }];
}

/** Numbers that occur on two lines of a table, even in different parts: the server checks each part on its own. Pure. */
export function numbersTwice(text: string): { line: number; first: number; number: string }[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const sign = ['\t', ';', ','].find((one) => lines[0]!.includes(one)) ?? ',';
  const cells = (line: string) =>
    line.split(sign).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim()
        .toUpperCase(),
    );
  const at = cells(lines[0]!).indexOf('NUMBER');
  const first = new Map<string, number>();
  return lines.slice(1).flatMap((line, index) => {
    const number = cells(line)[at];
    if (!number) return [];
    const before = first.get(number);
    if (before === undefined) first.set(number, index + 2);
    return before === undefined ? [] : [{ line: index + 2, first: before, number }];
  });
}
