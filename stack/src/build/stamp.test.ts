import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { hashSources, Stamp } from './stamp.ts';

describe('stamps', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyhold-stamp-'));
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/a.ts'), 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const hash = (): string => hashSources(folder, [join(folder, 'src'), join(folder, 'absent.json')]);

  test('change with bytes, with names and with new files, and with nothing else', () => {
    const first = hash();
    expect(hash()).toBe(first);
    writeFileSync(join(folder, 'src/a.ts'), 'two');
    const second = hash();
    expect(second).not.toBe(first);
    writeFileSync(join(folder, 'src/b.ts'), '');
    expect(hash()).not.toBe(second);
  });

  test('leave out what builds and installs make', () => {
    const first = hash();
    for (const made of ['node_modules', 'target', 'dist']) {
      mkdirSync(join(folder, 'src', made));
      writeFileSync(join(folder, 'src', made, 'x.js'), 'made');
    }
    expect(hash()).toBe(first);
  });

  test('remember one value', () => {
    const stamp = new Stamp(join(folder, 'state/x.stamp'));
    expect(stamp.matches('a')).toBe(false);
    stamp.write('a');
    expect([stamp.matches('a'), stamp.matches('b')]).toEqual([true, false]);
  });
});
