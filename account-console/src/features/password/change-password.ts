import type { AccountState, Saying } from '../../app/account-state.ts';
import { endOthers } from '../../app/end-others.ts';
import type { Outcome, Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import type { PasswordChange } from './change-password-form.ts';

/**
 * Changes the password and, where that was asked for, ends the other sessions: the first ones with the change itself, the
 * rest a batch a call. The value is what to tell the user; once the password is changed nothing is a failure any more.
 */
export async function changePassword(account: AccountState, change: PasswordChange): Promise<Outcome<Saying>> {
  const before = account.overview?.password.changedAt;
  const outcome = await account.call((client, init) => client.PUT('/api/password', { ...init, body: change }));
  if (!outcome.ok) {
    if (!isLost(outcome.problem) || !(await wasChanged(account, before))) return outcome;
    const text = t(change.endOtherSessions ? 'password.changed-some' : 'password.changed');
    return { ok: true, value: { text, tone: change.endOtherSessions ? 'bad' : 'done' } };
  }
  const { ended, remaining } = outcome.value;
  const rest =
    remaining === 0
      ? { done: 0, complete: true }
      : await endOthers(
          () => account.call((client, init) => client.DELETE('/api/sessions', init)),
          remaining,
          () => undefined,
        );
  await account.reload();
  const count = ended + rest.done;
  if (!rest.complete) return { ok: true, value: { text: t('password.changed-some'), tone: 'bad' } };
  const text = count === 0 ? t('password.changed') : t('password.changed-ended', { count });
  return { ok: true, value: { text, tone: 'done' } };
}

/** Whether the change may have been made all the same: its answer did not arrive. */
export const isLost = ({ slug }: Problem): boolean => slug === 'unreachable' || slug === 'keycloak-unavailable';

async function wasChanged(account: AccountState, before: string | null | undefined): Promise<boolean> {
  await account.reload();
  const { overview, problem } = account;
  return problem === null && overview !== null && overview.password.changedAt !== before;
}
