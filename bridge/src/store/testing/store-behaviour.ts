import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NewSession, SessionStore } from '../session-store.ts';

let counter = 0;
const name = (kind: string): string => `${kind}-${(counter += 1)}`;

const session = (more: Partial<NewSession> = {}): NewSession => ({
  sealed: Buffer.from([0, 255, 128, 10, 13]),
  sidIndex: name('sid'),
  subjectIndex: name('subject'),
  idleUntil: Date.now() + 60_000,
  endsAt: Date.now() + 120_000,
  confirmedAt: Date.now(),
  ...more,
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What every store must do. Both stores run just this. */
export function testStoreBehaviour(open: (signIns?: number) => Promise<SessionStore>): void {
  let store: SessionStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test('keeps a session byte for byte', async () => {
    const row = session();
    const key = name('key');
    expect(await store.insert(key, row)).toBe(true);
    expect(await store.read(key, Date.now())).toEqual({
      sealed: row.sealed,
      version: 1,
      idleUntil: row.idleUntil,
      endsAt: row.endsAt,
      confirmedAt: row.confirmedAt,
    });
    expect(await store.read(name('key'), Date.now())).toBeUndefined();
  });

  test('does not hand out a session past its idle time or its lifetime', async () => {
    const [idle, old] = [name('key'), name('key')];
    await store.insert(idle, session({ idleUntil: Date.now() + 40 }));
    await store.insert(old, session({ endsAt: Date.now() + 40 }));
    expect(await store.read(idle, Date.now())).toBeDefined();
    await wait(60);
    expect(await store.read(idle, Date.now())).toBeUndefined();
    expect(await store.read(old, Date.now())).toBeUndefined();
    expect(await store.change(idle, { idleUntil: Date.now() + 60_000 }, Date.now())).toBe('gone');
    expect(await store.change(old, { idleUntil: Date.now() + 60_000 }, Date.now())).toBe('gone');
  });

  test('a longer idle time does not pass the lifetime', async () => {
    const key = name('key');
    await store.insert(key, session({ endsAt: Date.now() + 60, idleUntil: Date.now() + 50 }));
    expect(await store.change(key, { idleUntil: Date.now() + 60_000 }, Date.now())).toBe('changed');
    await wait(80);
    expect(await store.read(key, Date.now())).toBeUndefined();
  });

  // Threat: a request in flight writes the session back after it was ended. Bound: no write ever makes a row.
  test('a session that was ended is not revived by any change', async () => {
    const key = name('key');
    await store.insert(key, session());
    const found = await store.read(key, Date.now());
    expect(await store.end(key)).toBe(true);
    expect(await store.end(key)).toBe(false);
    const change = { sealed: Buffer.from('late'), idleUntil: Date.now() + 60_000, confirmedAt: Date.now() };
    expect(await store.change(key, change, Date.now(), found?.version)).toBe('gone');
    expect(await store.change(key, change, Date.now())).toBe('gone');
    expect(await store.read(key, Date.now())).toBeUndefined();
    expect(await store.unconfirmed(Date.now() + 1000, 1000, Date.now())).not.toContain(key);
  });

  test('64 changes made from one version have one winner', async () => {
    const key = name('key');
    await store.insert(key, session());
    const changes = Array.from({ length: 64 }, (_, index) =>
      store.change(key, { sealed: Buffer.from(`change ${index}`) }, Date.now(), 1),
    );
    const outcomes = await Promise.all(changes);
    expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(63);
    expect((await store.read(key, Date.now()))?.version).toBe(2);
  });

  test('a change of times alone leaves the content and its version', async () => {
    const key = name('key');
    await store.insert(key, session());
    await store.change(key, { idleUntil: Date.now() + 90_000, confirmedAt: Date.now() + 5 }, Date.now());
    const row = await store.read(key, Date.now());
    expect(row?.version).toBe(1);
    expect(row?.sealed).toEqual(Buffer.from([0, 255, 128, 10, 13]));
    expect(row?.idleUntil).toBeGreaterThan(Date.now() + 80_000);
  });

  test('ends all sessions of one Keycloak session, and no other', async () => {
    const sidIndex = name('sid');
    const keys = [name('key'), name('key'), name('key')] as const;
    await store.insert(keys[0], session({ sidIndex }));
    await store.insert(keys[1], session({ sidIndex }));
    await store.insert(keys[2], session());
    expect(await store.endBySid(sidIndex, Date.now() + 1000)).toBe(2);
    expect(await store.endBySid(sidIndex, Date.now() + 1000)).toBe(0);
    const left = await Promise.all(keys.map((key) => store.read(key, Date.now())));
    expect(left.map((row) => row !== undefined)).toEqual([false, false, true]);
  });

  test('refuses a session on a Keycloak session that ended a moment ago, and only for a while', async () => {
    const sidIndex = name('sid');
    await store.endBySid(sidIndex, Date.now() + 150);
    expect(await store.insert(name('key'), session({ sidIndex }))).toBe(false);
    await wait(200);
    expect(await store.insert(name('key'), session({ sidIndex }))).toBe(true);
  });

  test('ends the sessions of one user but those on one Keycloak session', async () => {
    const subjectIndex = name('subject');
    const spared = name('sid');
    const keys = [name('key'), name('key'), name('key')] as const;
    await store.insert(keys[0], session({ subjectIndex }));
    await store.insert(keys[1], session({ subjectIndex, sidIndex: spared }));
    await store.insert(keys[2], session());
    expect(await store.endBySubject(subjectIndex, spared)).toBe(1);
    expect(await store.read(keys[1], Date.now())).toBeDefined();
    expect(await store.endBySubject(subjectIndex)).toBe(1);
    expect(await store.read(keys[1], Date.now())).toBeUndefined();
    expect(await store.read(keys[2], Date.now())).toBeDefined();
  });

  test('names the sessions that nobody confirmed, longest unconfirmed first', async () => {
    const keys = [name('key'), name('key'), name('key')] as const;
    const now = Date.now();
    await store.insert(keys[0], session({ confirmedAt: now - 5000 }));
    await store.insert(keys[1], session({ confirmedAt: now - 9000 }));
    await store.insert(keys[2], session({ confirmedAt: now - 5000 }));
    await store.change(keys[2], { confirmedAt: now }, now);
    const found = await store.unconfirmed(now - 4000, 100, now);
    expect(found.filter((key) => (keys as readonly string[]).includes(key))).toEqual([keys[1], keys[0]]);
  });

  test('forgets what has expired', async () => {
    const key = name('key');
    await store.insert(key, session({ confirmedAt: 1, idleUntil: Date.now() + 30 }));
    await wait(50);
    await store.purge(Date.now());
    expect(await store.unconfirmed(1000, 1000, Date.now())).not.toContain(key);
    expect(await store.end(key)).toBe(false);
  });

  test('hands a sign-in out once, in time, and only to its own browser', async () => {
    const [key, late] = [name('sign-in'), name('sign-in')];
    await store.keepSignIn(key, 'browser', Buffer.from([1, 0, 200]), Date.now() + 60_000);
    expect(await store.takeSignIn(key, 'other browser', Date.now())).toBeUndefined();
    const taken = await Promise.all(Array.from({ length: 64 }, () => store.takeSignIn(key, 'browser', Date.now())));
    expect(taken.filter((row) => row !== undefined)).toEqual([Buffer.from([1, 0, 200])]);
    await store.keepSignIn(late, 'browser', Buffer.from('x'), Date.now() + 20);
    await wait(40);
    expect(await store.takeSignIn(late, 'browser', Date.now())).toBeUndefined();
  });

  // Threat: sign-ins that nobody ends fill the store. Bound: the oldest go, and one that was handed out takes no room.
  test('keeps so many sign-ins and drops the oldest', async () => {
    const small = await open(3);
    const run = name('sign-in');
    const keep = (index: number) =>
      small.keepSignIn(`${run}-${index}`, 'browser', Buffer.from('x'), Date.now() + 60_000 + index * 1000);
    const take = async (index: number) =>
      (await small.takeSignIn(`${run}-${index}`, 'browser', Date.now())) !== undefined;
    await keep(0);
    await keep(1);
    expect(await take(1)).toBe(true);
    await keep(2);
    await keep(3);
    expect(await take(0)).toBe(true);
    await keep(0);
    await keep(4);
    expect([await take(0), await take(2), await take(3), await take(4)]).toEqual([false, true, true, true]);
    await small.close();
  });

  test('a mark is set by one of 64, until it ends or its owner takes it back', async () => {
    const mark = name('mark');
    const set = (owner: string, life = 60_000) => store.mark(mark, owner, Date.now() + life, Date.now());
    const won = await Promise.all(Array.from({ length: 64 }, (_, index) => set(`owner ${index}`)));
    expect(won.filter(Boolean)).toHaveLength(1);
    await store.unmark(mark, 'somebody else');
    expect(await set('late')).toBe(false);
    await store.unmark(mark, `owner ${won.indexOf(true)}`);
    expect(await set('next', 50)).toBe(true);
    await wait(80);
    expect(await set('after')).toBe(true);
  });

  test('says that it works', () => expect(store.check()).resolves.toBeUndefined());
}
