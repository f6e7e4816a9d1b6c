import { expect, test } from 'vitest';
import { textOfFile } from '#web/client/files/file-text.ts';

test('textOfFile reads UTF-8 with or without a byte order mark, and Windows-1252', async () => {
  expect(await textOfFile(new Blob(['\uFEFFAQ-1;Renée']))).toBe('AQ-1;Renée');
  expect(await textOfFile(new Blob(['AQ-1;Renée']))).toBe('AQ-1;Renée');
  expect(await textOfFile(new Blob([Buffer.from('AQ-1;Ren\u00e9e', 'latin1')]))).toBe('AQ-1;Renée');
});
