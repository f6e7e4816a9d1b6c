const INK = 'FF101C2B';
const RULE = 'FF9AA8B8';
const YELLOW = 'FFFDEBC2';

/**
 * The styles of cells, by their index among the cell formats of `STYLES`. A read-only cell has a rule below it. A cell to fill in has a yellow box, and is
 * text, so that 2014-01 stays as written.
 */
export const STYLE = { none: 0, heading: 1, label: 2, note: 3, header: 4, cell: 5, input: 6 } as const;

const font = (size: number, rest = '') => `<font>${rest}<sz val="${size}"/><color rgb="${INK}"/><name val="Calibri"/></font>`;
const fill = (color: string) => `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/></patternFill></fill>`;
const edge = (side: string) => `<${side} style="thin"><color rgb="${RULE}"/></${side}>`;
const cellFormat = (font: number, fill: number, border: number, format = 0) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`;
const WRAPPED = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
const TEXT = 49;

/** The styles of every workbook. Every program expects the first two fills to be these. */
export const STYLES = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<fonts count="5">${font(11)}${font(16, '<b/>')}${font(10, '<b/>')}${font(10)}<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>`,
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill(INK)}${fill(YELLOW)}</fills>`,
  `<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/>${edge('bottom')}<diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="7">${cellFormat(0, 0, 0)}/>${cellFormat(1, 0, 0)}/>${cellFormat(2, 0, 0)}/>${cellFormat(3, 0, 0)}/>${cellFormat(4, 2, 0)}${WRAPPED}${cellFormat(0, 0, 1)}${WRAPPED}${cellFormat(0, 3, 2, TEXT)}${WRAPPED}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
