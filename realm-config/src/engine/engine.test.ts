import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MemoryStore } from '../testing/memory-store.ts';
import { applySteps } from './apply.ts';
import type { DesiredObject, Fields, FieldValue } from './desired.ts';
import { field, titleOf } from './desired.ts';
import { hasChanges, planSteps } from './plan.ts';

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom('', 'a', 'b'),
  fc.boolean(),
  fc.nat(3),
  fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 4 }),
);
const names = ['one', 'attributes.two', 'config.three.four', 'five'];
const fields: fc.Arbitrary<Fields> = fc.dictionary(fc.constantFrom(...names, 'not.ours'), value);
const clientIds = ['a', 'b', 'c', 'd'];

const desired: fc.Arbitrary<DesiredObject[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...clientIds), fc.dictionary(fc.constantFrom(...names), value)), {
    selector: ([clientId]) => clientId,
  })
  .map((objects) =>
    objects.map(([clientId, declared]) => ({
      key: { kind: 'client', clientId },
      reason: 'because',
      fields: Object.entries(declared).map(([name, v]) => field(name, v, 'because')),
    })),
  );

const live = fc.dictionary(fc.constantFrom('client a', 'client b', 'client z'), fields);

function storeWith(objects: Readonly<Record<string, Fields>>): MemoryStore {
  const store = new MemoryStore();
  for (const [title, content] of Object.entries(objects)) store.objects.set(title, content);
  return store;
}

/** What apply must not touch: objects that are not declared, and fields of declared ones that are not. */
function undeclared(store: MemoryStore, objects: readonly DesiredObject[]): unknown {
  return [...store.objects].flatMap(([title, content]) => {
    const object = objects.find(({ key }) => titleOf(key) === title);
    const ours = new Set(object?.fields.map(({ name }) => name));
    const rest = Object.entries(content).filter(([name]) => !ours.has(name));
    return object === undefined || rest.length > 0 ? [[title, rest]] : [];
  });
}

test('after apply a second plan is empty, and nothing undeclared was touched', async () => {
  await fc.assert(
    fc.asyncProperty(desired, live, async (objects, before) => {
      const store = storeWith(before);
      const untouched = undeclared(store, objects);
      await applySteps(await planSteps(objects, store), store);
      expect(hasChanges(await planSteps(objects, store))).toBe(false);
      expect(undeclared(store, objects)).toEqual(untouched);
    }),
  );
});

test('a plan writes nothing, and an empty one makes apply write nothing', async () => {
  await fc.assert(
    fc.asyncProperty(desired, live, async (objects, before) => {
      const store = storeWith(before);
      await planSteps(objects, store);
      expect(store.writes).toBe(0);
      await applySteps(await planSteps(objects, store), store);
      const { writes } = store;
      await applySteps(await planSteps(objects, store), store);
      expect(store.writes).toBe(writes);
    }),
  );
});

test('stopped before any write, apply can be run again and ends the same', async () => {
  await fc.assert(
    fc.asyncProperty(desired, live, fc.integer({ min: 1, max: 5 }), async (objects, before, nth) => {
      const [whole, broken] = [storeWith(before), storeWith(before)];
      await applySteps(await planSteps(objects, whole), whole);
      broken.failBeforeWrite = nth;
      await applySteps(await planSteps(objects, broken), broken).catch(() => undefined);
      broken.failBeforeWrite = Infinity;
      await applySteps(await planSteps(objects, broken), broken);
      expect(broken.objects).toEqual(whole.objects);
    }),
  );
});

test('a write that is accepted and not kept is an error that names the field', async () => {
  const store = storeWith({ 'client a': { kept: 'old', lost: 'old' } });
  store.update = (key, { lost: _, ...rest }) => MemoryStore.prototype.update.call(store, key, rest);
  const object: DesiredObject = {
    key: { kind: 'client', clientId: 'a' },
    reason: 'because',
    fields: [field('kept', 'new', ''), field('lost', 'new', '')],
  };
  await expect(applySteps(await planSteps([object], store), store)).rejects.toThrow(
    'Keycloak accepted the change but did not keep it: client a (lost)',
  );
  expect(store.objects.get('client a')).toMatchObject({ kept: 'new' });
});

test('an object without our mark belongs to somebody else and stops the plan', async () => {
  const object: DesiredObject = {
    key: { kind: 'client', clientId: 'a' },
    reason: 'because',
    mark: 'made-by',
    fields: [field('made-by', 'us', ''), field('on', true, '')],
  };
  await expect(planSteps([object], storeWith({ 'client a': { on: false } }))).rejects.toThrow(
    'client a already exists',
  );
  await expect(planSteps([object], storeWith({ 'client a': { 'made-by': 'us' } }))).resolves.toHaveLength(1);
  await expect(planSteps([object], new MemoryStore())).resolves.toHaveLength(1);
});
