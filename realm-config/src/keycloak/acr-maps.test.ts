import { expect, test } from '@jest/globals';
import type { Fields } from '../engine/desired.ts';
import { AcrMaps, readAcrMap } from './acr-maps.ts';
import type { Realms } from './realms.ts';

const key = { kind: 'acr map', realm: 'shop' } as const;

function realmWith(map: string | undefined): { maps: AcrMaps; written: Fields[] } {
  const written: Fields[] = [];
  const realms = {
    read: () => Promise.resolve(map === undefined ? {} : { 'attributes.acr.loa.map': map }),
    update: (_: unknown, fields: Fields) => Promise.resolve(void written.push(fields)),
  } as unknown as Realms;
  return { maps: new AcrMaps(realms), written };
}

test.each([
  [undefined, { 'keyhold-pin': '1' }, '{"keyhold-pin":1}'],
  ['', { 'keyhold-pin': '1' }, '{"keyhold-pin":1}'],
  ['{"two":"2"}', { 'keyhold-pin': '1' }, '{"two":"2","keyhold-pin":1}'],
  ['{"keyhold-pin":3,"two":2}', { 'keyhold-pin': '1' }, '{"keyhold-pin":1,"two":2}'],
  ['{"keyhold-pin":1,"two":2}', { 'keyhold-pin': '' }, '{"two":2}'],
  ['{"keyhold-pin":1}', { 'keyhold-pin': '' }, '{}'],
])('%s with %j becomes %s: names of others stay', async (before, fields, after) => {
  const { maps, written } = realmWith(before);
  await maps.update(key, fields);
  expect(written).toEqual([{ 'attributes.acr.loa.map': after }]);
});

test('is read name by name, numbers and texts alike', async () => {
  expect(await realmWith('{"keyhold-pin":1,"two":"2"}').maps.read(key)).toEqual({ 'keyhold-pin': '1', two: '2' });
  expect(await realmWith(undefined).maps.read(key)).toEqual({});
});

test('what is no map is named and not written over', async () => {
  for (const text of ['no', '[1]', '{"a":{}}', 'null']) {
    const { maps, written } = realmWith(text);
    expect(readAcrMap(text)).toBeUndefined();
    await expect(maps.read(key)).rejects.toThrow('The attribute acr.loa.map of the realm shop is no map');
    await expect(maps.update(key, { 'keyhold-pin': '1' })).rejects.toThrow('is no map');
    expect(written).toEqual([]);
  }
});
