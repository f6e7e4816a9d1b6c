import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#kernel/errors.ts';
import { checkOf, faultOfCode, faultOfReason, fileId, isOldOrProtected } from './firm-file.rules.ts';

describe('a file of a firm (5f)', () => {
  it('is looked into by its kind: PDF, Word, JPEG and PNG, and no other', () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    expect(['application/pdf', word, 'image/jpeg', 'image/png', 'text/plain'].map(checkOf)).toEqual([
      'pdf',
      'word',
      'picture',
      'picture',
      null,
    ]);
    expect(isOldOrProtected(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toBe(true);
    expect(isOldOrProtected(Buffer.from('%PDF-1.7'))).toBe(false);
  });

  it('is refused with a fault of its own, and another error is none of it', () => {
    expect(['locked', 'macros', 'oversized', 'nested', 'damaged', 'too-many-pages', 'too-slow'].map(faultOfReason)).toEqual([
      ...['encrypted', 'macros', 'unpacks-too-far', 'archive-inside', 'damaged', 'too-many-pages', 'too-slow'],
    ]);
    expect(faultOfCode('evidence/archive-refused' as ErrorCode, 'locked')).toBe('encrypted');
    expect(faultOfCode('contractors/firm-files-full' as ErrorCode)).toBe('no-room');
    expect(faultOfCode('platform/not-found' as ErrorCode)).toBeUndefined();
  });

  it('has one id for each form: sent twice it is the same, and another form or file has another', () => {
    const ids = [fileId('a', 'x'), fileId('a', 'x'), fileId('a', 'y'), fileId('b', 'x')];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
