import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sameVersions } from './install.mjs';
import { chooseJdk, majorOf } from './jdk.mjs';
import { missingThings } from './requirements.mjs';
import { findRuntime } from './runtime.mjs';
import { atLeast } from './version.mjs';

describe('what the machine must have', () => {
  test('is compared number by number', () => {
    expect(atLeast('20.19.0', '20.19.0')).toBe(true);
    expect(atLeast('20.9.9', '20.19.0')).toBe(false);
    expect(atLeast('24.1.0', '22.18.0')).toBe(true);
    expect(atLeast('17.0.15+6', '17')).toBe(true);
  });

  test('is named when missing', () => {
    expect(missingThings('check', '18.20.0')).toEqual([expect.stringContaining('Node 18.20.0 is too old')]);
    expect(missingThings('check', '20.19.0')).toEqual([]);
  });
});

describe('the JDK', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyhold-jdk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function jdk(name: string, version: string, tools = ['javac', 'jar']): string {
    const home = join(folder, name);
    mkdirSync(join(home, 'bin'), { recursive: true });
    for (const tool of tools) writeFileSync(join(home, 'bin', tool), '');
    writeFileSync(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
    return home;
  }

  test('is the newest of those that have a compiler', () => {
    const homes = [jdk('a', '17.0.15'), jdk('b', '21.0.2'), jdk('jre', '25', ['java']), join(folder, 'absent')];
    expect(chooseJdk(17, homes)).toEqual({ home: homes[1], major: 21 });
  });

  test('is none when all are too old', () => {
    expect(chooseJdk(17, [jdk('old', '1.8.0_401'), jdk('eleven', '11.0.1')])).toBeUndefined();
    expect(majorOf('JAVA_VERSION="1.8.0_401"')).toBe(8);
  });
});

describe('the packages', () => {
  const locked = {
    '': { version: '1' },
    'node_modules/a': { version: '2.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  };

  test('are there when npm recorded the locked versions', () => {
    expect(sameVersions(locked, { 'node_modules/a': { version: '2.0.0' } })).toBe(true);
  });

  test('are missing when one is absent or of another version', () => {
    expect(sameVersions(locked, {})).toBe(false);
    expect(sameVersions(locked, { 'node_modules/a': { version: '1.9.0' } })).toBe(false);
  });
});

describe('the Node that runs Keyhold', () => {
  test('is the pinned one, else a host that strips types, else none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyhold-node-'));
    expect(findRuntime(folder, '20.19.0')).toBeUndefined();
    expect(findRuntime(folder, '22.18.0')).toBe(process.execPath);
    const os = process.platform === 'win32' ? 'win' : process.platform;
    const bin = join(folder, 'node_modules', `node-${os}-${process.arch}`, 'bin');
    const name = process.platform === 'win32' ? 'node.exe' : 'node';
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, name), '');
    expect(findRuntime(folder, '20.19.0')).toBe(join(bin, name));
    rmSync(folder, { recursive: true });
  });
});
