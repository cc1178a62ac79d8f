import type { AccountState, Saying } from '../../app/account-state.ts';
import { createKey, signWithKey } from '../../app/keys.ts';
import { knowsKeys } from '../../app/knows-keys.ts';
import type { Key, KeyKind, KeysState, paths } from '../../api/model.ts';
import type { Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t, type TextKey } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';
import { ceremonyWords } from '../factors/ceremony-words.ts';
import { showCodes } from '../factors/show-codes.ts';
import type { proveFirst, ProofRequest, withProof } from '../reauthentication/with-proof.ts';
import { isFull, listOf } from './key-lists.ts';
import { keyName, kindWords } from './key-row.ts';
import { tellBrowser, tellRefused } from './tell-browser.ts';
import { canUpgrade, createUnprompted } from './upgrade.ts';

type Place = ParentNode & Node;
export type Prove = typeof proveFirst | typeof withProof;

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;
type Registration = Body<'/api/passkeys/enrolments/{id}/confirmation'>['response'];
type Assertion = Body<'/api/passkeys/tests/{id}/confirmation'>['response'];

/**
 * Adds a key: proof, the browser's own ceremony, and recovery codes for who gets a first second factor by it.
 * @param upgrade lets a browser that can make it without a prompt; else it asks where the key is to be kept
 * @returns what there is to say; `null` when the user left, and then nothing was changed
 */
export async function add(
  place: Place,
  account: AccountState,
  kind: KeyKind,
  prove: Prove,
  upgrade = false,
): Promise<Saying | null> {
  if (!knowsKeys()) return bad(ceremonyWords('not-supported'));
  if (!(await leaveRoom(place, account, kind, prove))) return null;
  if (stateOf(account, kind)?.here === false) return leadToKeycloak(place, account, kind, prove);
  const wish = upgrade && (await canUpgrade()) ? ({ kind, mediation: 'conditional' } as const) : { kind };
  const started = await prove(place, account, toAdd(kind), () =>
    account.call((client, init) => client.POST('/api/passkeys/enrolments', { ...init, body: wish })),
  );
  if (!started.ok) return explain(started.problem, t('passkeys.not-added'));
  const { id, options, mediation } = started.value;
  const unprompted = mediation === 'conditional' ? await createUnprompted(options) : null;
  const made = unprompted === null ? await createKey(options) : { ok: true as const, response: unprompted };
  if (!made.ok) {
    void account.call((client, init) =>
      client.DELETE('/api/passkeys/enrolments/{id}', { ...init, params: { path: { id } } }),
    );
    return bad(ceremonyWords(made.failure));
  }
  const outcome = await account.call((client, init) =>
    client.POST('/api/passkeys/enrolments/{id}/confirmation', {
      ...init,
      params: { path: { id } },
      body: { response: made.response as unknown as Registration, label: null },
    }),
  );
  if (!outcome.ok) {
    if (isRefusal(outcome.problem)) await tellRefused(options.rp.id, made.response.id);
    return explain(outcome.problem, t('passkeys.not-added'));
  }
  const { item, recoveryCodes } = outcome.value;
  list(account, kind, item);
  const text = t('passkeys.enrolled', { name: keyName(item, kind) });
  // The key is listed, and can be used: nobody waits for the rest.
  void account.reload();
  if (recoveryCodes === null) return { text, tone: 'done' };
  const codes = await showCodes(place, account, { ...recoveryCodes, active: true });
  await account.reload();
  return { text: `${text} ${codes.text}`, tone: codes.tone };
}

/** Shows the key before the account is read again. */
function list(account: AccountState, kind: KeyKind, item: Key): void {
  const { overview } = account;
  if (overview === null) return;
  const name = listOf[kind];
  const keys = overview.passkeys[name];
  const passkeys = {
    ...overview.passkeys,
    [name]: { ...keys, items: [...keys.items.filter(({ id }) => id !== item.id), item] },
  };
  account.overview = { ...overview, passkeys };
  account.showAnew();
}

/** Whether the key certainly does not count: an answer that was lost, or a fault behind it, says nothing about that. */
const isRefusal = ({ slug }: Problem): boolean => slug === 'registration-refused' || slug === 'passkeys-full';

const toAdd = (kind: KeyKind): ProofRequest => ({
  operation: 'passkeys.enrol',
  target: kind,
  purpose: t(kindWords[kind].purpose),
  subject: kind,
});

/** Where the realm's keys belong to another site than this page, Keycloak's own page adds them and leads back here. */
async function leadToKeycloak(
  place: Place,
  account: AccountState,
  kind: KeyKind,
  prove: Prove,
): Promise<Saying | null> {
  const led = await prove(place, account, toAdd(kind), () =>
    account.call((client, init) => client.POST('/api/passkeys/redirects', { ...init, body: { kind } })),
  );
  if (!led.ok) return explain(led.problem, t('passkeys.not-added'));
  account.leave(led.value.location);
  return null;
}

/** What an administrator is told where keys belong to another site than this page. */
export const whyElsewhere = (relyingParty: string): string =>
  t('passkeys.elsewhere-set-up', { relyingParty, host: location.hostname });

const outcomes = {
  added: 'passkeys.outcome-added',
  cancelled: 'passkeys.outcome-cancelled',
  failed: 'passkeys.outcome-failed',
} as const;

/** What there is to say to somebody who comes back from there; the address forgets it. */
export function sayOutcome(account: AccountState): void {
  const address = new URL(location.href);
  const outcome = address.searchParams.get('outcome');
  if (outcome !== 'added' && outcome !== 'cancelled' && outcome !== 'failed') return;
  address.searchParams.delete('outcome');
  history.replaceState(history.state, '', address);
  account.say(t(outcomes[outcome]), outcome === 'added' ? 'done' : 'bad');
}

/** Removes a key, and tells the browser's own store of it. */
export async function remove(
  place: Place,
  account: AccountState,
  kind: KeyKind,
  key: Key,
  prove: Prove,
): Promise<Saying | null> {
  const name = keyName(key, kind);
  const { id } = key;
  const outcome = await prove(
    place,
    account,
    { operation: 'passkeys.remove', target: id, purpose: t('passkeys.remove-purpose', { name }), subject: id },
    () => account.call((client, init) => client.DELETE('/api/passkeys/{id}', { ...init, params: { path: { id } } })),
  );
  const problem = outcome.ok ? undefined : outcome.problem;
  if (problem === null) return null;
  await account.reload();
  if (problem === undefined) {
    await tellBrowser(account, kind, key);
    return { text: t('passkeys.removed', { name }), tone: 'done' };
  }
  if (problem.slug === 'not-found') return { text: t('passkeys.already-removed', { name }), tone: 'done' };
  return explain(problem, t('passkeys.not-removed', { name }));
}

/** One touch shows that the key works. */
export async function test(account: AccountState, kind: KeyKind, key: Key): Promise<Saying | null> {
  const name = keyName(key, kind);
  if (!knowsKeys()) return bad(ceremonyWords('not-supported'));
  const asked = await account.call((client, init) =>
    client.POST('/api/passkeys/tests', { ...init, body: { credential: key.id } }),
  );
  if (!asked.ok) return explain(asked.problem, t('passkeys.does-not-work', { name }));
  const { id, options } = asked.value;
  const signed = await signWithKey(options);
  if (!signed.ok) return bad(ceremonyWords(signed.failure));
  const outcome = await account.call((client, init) =>
    client.POST('/api/passkeys/tests/{id}/confirmation', {
      ...init,
      params: { path: { id } },
      body: { response: signed.response as unknown as Assertion },
    }),
  );
  await account.reload();
  return outcome.ok
    ? { text: t('passkeys.works', { name }), tone: 'done' }
    : explain(outcome.problem, t('passkeys.does-not-work', { name }));
}

const stateOf = ({ overview }: AccountState, kind: KeyKind): KeysState | undefined => overview?.passkeys[listOf[kind]];

/** Whether there is room for another key, after the user has looked through those that there are. */
async function leaveRoom(place: Place, account: AccountState, kind: KeyKind, prove: Prove): Promise<boolean> {
  if (account.overview === null || !isFull(account.overview.passkeys)) return true;
  try {
    await import('./review-keys-dialog.ts');
  } catch {
    account.say(t('problem.unreachable'), 'bad');
    return false;
  }
  const dialog = document.createElement('keyhold-review-keys-dialog');
  Object.assign(dialog, { account, kind });
  dialog.removeKey = (within, of, key) => remove(within, account, of, key, prove);
  place.append(dialog);
  return dialog.ask().finally(() => dialog.remove());
}

const bad = (text: string): Saying => ({ text, tone: 'bad' });

function explain(problem: Problem | null, what: string): Saying | null {
  if (problem === null || problem.slug === 'not-signed-in') return null;
  return bad(`${what} ${why(problem)}`);
}

function why(problem: Problem): string {
  switch (problem.slug) {
    case 'enrolment-gone':
    case 'challenge-gone':
      return t('passkeys.too-late');
    case 'assertion-refused':
      return t('passkeys.not-accepted');
    case 'last-factor':
      return t('passkeys.required');
    case 'last-sign-in':
      return t('passkeys.last-sign-in');
    case 'passkeys-full':
      return t('passkeys.full');
    case 'already-registered':
      return ceremonyWords('already-there');
    case 'registration-refused':
      return t('passkeys.refused', { reason: t(reasons[problem.reason] ?? 'passkeys.reason-other') });
    default:
      return problemLine(problem);
  }
}

const reasons: Readonly<Record<string, TextKey>> = {
  algorithm: 'passkeys.reason-algorithm',
  'user-verification': 'passkeys.reason-user-verification',
  attestation: 'passkeys.reason-attestation',
  authenticator: 'passkeys.reason-authenticator',
  'not-discoverable': 'passkeys.reason-not-discoverable',
};
