import type { AccountState, Saying } from '../../app/account-state.ts';
import { signInAgain } from '../../app/sign-in-again.ts';
import type { AuthenticatorApp, TotpEnrolled } from '../../api/model.ts';
import type { Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';
import { isOnlyApp } from '../factors/second-factor.ts';
import { showCodes } from '../factors/show-codes.ts';
import type { proveFirst, withProof, ProofRequest } from '../reauthentication/with-proof.ts';
import { appName } from './app-row.ts';
import './enrolment-dialog.ts';
import { stepsOf } from './enrolment-steps.ts';

type Place = ParentNode & Node;
export type Prove = typeof proveFirst | typeof withProof;

/**
 * Adds an authenticator app, or puts a new one in the place of another: proof, code, and recovery codes for who had none.
 * @returns what there is to say; `null` when the user left, and then nothing was changed
 */
export async function enrol(
  place: Place,
  account: AccountState,
  replaces: AuthenticatorApp | null,
  prove: Prove,
): Promise<Saying | null> {
  const request: ProofRequest = {
    operation: 'totp.enrol',
    target: replaces?.id ?? '',
    purpose: replaces === null ? t('totp.enrol-purpose') : t('totp.replace-purpose', { name: appName(replaces) }),
    subject: replaces?.id ?? '',
  };
  // What was typed as the name is still there when the user has to start again.
  let name = replaces?.label ?? '';
  for (;;) {
    const outcome = await prove(place, account, request, () =>
      account.call((client, init) =>
        client.POST('/api/totp/enrolments', { ...init, body: { replaces: replaces?.id ?? null } }),
      ),
    );
    if (!outcome.ok) return explain(outcome.problem, t('totp.not-added'));
    const dialog = document.createElement('keyhold-enrolment-dialog');
    Object.assign(dialog, { account, enrolment: outcome.value, replaces, name });
    place.append(dialog);
    const end = await dialog.ask().finally(() => dialog.remove());
    if (end.kind === 'enrolled') return enrolled(place, account, end.value, replaces);
    void cancel(account, outcome.value.id);
    if (end.kind === 'lost') signInAgain(account, { operation: 'totp.enrol', subject: request.subject });
    if (end.kind !== 'again') return null;
    name = end.name;
  }
}

/** Harmless when it is over already: an enrolment that nobody confirms changes nothing. */
const cancel = (account: AccountState, id: string) =>
  account.call((client, init) => client.DELETE('/api/totp/enrolments/{id}', { ...init, params: { path: { id } } }));

async function enrolled(
  place: Place,
  account: AccountState,
  { item, recoveryCodes }: TotpEnrolled,
  replaces: AuthenticatorApp | null,
): Promise<Saying> {
  const text = replaces === null ? t('totp.enrolled', { name: appName(item) }) : t('totp.replaced');
  const reading = account.reload();
  if (recoveryCodes === null) {
    await reading;
    return { text, tone: 'done' };
  }
  const codes = await showCodes(place, account, { ...recoveryCodes, active: true }, stepsOf('codes'));
  await account.reload();
  return { text: `${text} ${codes.text}`, tone: codes.tone };
}

/** Removes an authenticator app; with the last one, two-factor authentication is off. */
export async function remove(
  place: Place,
  account: AccountState,
  app: AuthenticatorApp,
  prove: Prove,
): Promise<Saying | null> {
  const last = account.overview !== null && isOnlyApp(account.overview);
  const name = appName(app);
  // Nobody has to prove who they are for what is refused anyway.
  if (last && account.overview?.totp.required === true) return { text: t('totp.required'), tone: 'bad' };
  const outcome = await prove(
    place,
    account,
    {
      operation: 'totp.remove',
      target: app.id,
      purpose: last ? t('totp.disable-purpose') : t('totp.remove-purpose', { name }),
      subject: app.id,
    },
    () =>
      account.call((client, init) => client.DELETE('/api/totp/{id}', { ...init, params: { path: { id: app.id } } })),
  );
  if (outcome.ok || outcome.problem !== null) await account.reload();
  if (outcome.ok) return { text: last ? t('totp.disabled') : t('totp.removed', { name }), tone: 'done' };
  const { problem } = outcome;
  if (problem?.slug === 'not-found') return { text: t('totp.already-removed', { name }), tone: 'done' };
  return explain(problem, t('totp.not-removed', { name }));
}

function explain(problem: Problem | null, what: string): Saying | null {
  if (problem === null || problem.slug === 'not-signed-in') return null;
  if (problem.slug === 'last-factor') return { text: `${what} ${t('totp.required')}`, tone: 'bad' };
  const why = problem.slug === 'totp-unsupported' ? t('totp.unsupported') : problemLine(problem);
  return { text: `${what} ${why}`, tone: 'bad' };
}
