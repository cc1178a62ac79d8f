import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { validated } from './request-input.ts';
import type { Problem } from './problem.ts';
import { defineRoute } from './route.ts';

const good = {
  method: 'get',
  path: '/things/{id}',
  room: 'things',
  operationId: 'readThing',
  summary: 'Reads a thing',
  caller: 'signed-in',
  changes: false,
  params: z.strictObject({ id: z.string() }),
  problems: [],
} as const;

describe('a route that is stated carelessly cannot be made', () => {
  test('the careful one can', () => {
    expect(defineRoute(good)).toMatchObject({ operationId: 'readThing', description: '' });
  });

  // Default deny: forgetting to say who may call must not open a route, whatever the type checker was told.
  test('no caller declared', () => {
    const { caller: _caller, ...open } = good;
    expect(() => defineRoute(open as typeof good)).toThrow('does not say who may call it');
    expect(() => defineRoute({ ...good, caller: 'anybody' as 'open' })).toThrow('does not say who may call it');
  });

  test.each([
    ['a GET that changes something', { changes: true }],
    ['a DELETE that claims to change nothing', { method: 'delete' }],
    ['parameters that let unknown ones pass', { params: z.object({ id: z.string() }) }],
    ['a body that lets unknown fields pass', { method: 'post', changes: true, body: z.object({ a: z.string() }) }],
    ['parameters that its path does not have', { path: '/things' }],
  ] as const)('%s', (_name, fault) => {
    expect(() => defineRoute({ ...good, ...fault } as typeof good)).toThrow('Route readThing');
  });
});

describe('faults of a request', () => {
  const faults = (schema: z.ZodType, value: unknown): unknown => {
    try {
      validated({ body: { schema, value, pointer: '' } });
      return [];
    } catch (error) {
      return (error as Problem).members['errors'];
    }
  };

  test('are all told at once, each with a JSON pointer', () => {
    const schema = z.strictObject({ name: z.string(), items: z.array(z.strictObject({ 'a/b~c': z.int() })) });
    expect(faults(schema, { items: [{ 'a/b~c': 1 }, { 'a/b~c': 'x', more: 1 }], 'un/known': true })).toEqual([
      { pointer: '/name', detail: expect.any(String) },
      { pointer: '/items/1/a~1b~0c', detail: expect.any(String) },
      { pointer: '/items/1/more', detail: 'This field is not known here.' },
      { pointer: '/un~1known', detail: 'This field is not known here.' },
    ]);
  });

  test('never repeat what was typed, and are never more than twenty', () => {
    const secret = 'hunter2-hunter2';
    const schema = z.strictObject({ password: z.string().max(3), kind: z.enum(['a']) });
    expect(JSON.stringify(faults(schema, { password: secret, kind: secret }))).not.toContain('hunter2');
    expect(faults(schema, Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 1])))).toHaveLength(20);
  });
});
