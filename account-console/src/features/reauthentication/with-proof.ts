import type { AccountState } from '../../app/account-state.ts';
import type { Operation } from '../../api/model.ts';
import { failed, type Outcome, type Problem } from '../../api/problem.ts';

/** An operation that wants a proof, as the API names it, and the sentence that names it to the user. */
export interface ProofRequest {
  operation: Operation;
  target: string;
  /** "To sign out Chrome on Android." */
  purpose: string;
  /** What the dialog comes back to when the session is lost in it (see sign-in-again.ts). */
  subject: string;
}

export type Proven<T> = Outcome<T> | { readonly ok: false; readonly problem: null };

/** The user left the dialog: nothing to say, nothing was changed. */
const cancelled = { ok: false, problem: null } as const;

const asks: readonly Problem['slug'][] = ['step-up-required', 'no-provable-factor', 'impersonated'];
const loadDialog = () => import('./reauthentication-dialog.ts');
const open = new Map<string, Promise<boolean>>();

/**
 * Makes a call that may want a proof. When the API asks for one, "Confirm it is you" opens over the page, and after the proof
 * the call is made once more: once, whatever it answers then. Nothing that was typed elsewhere is lost.
 * @param place where the dialog is put: the shadow root of the card that asks, so that it wears the same colours
 */
export async function withProof<T>(
  place: ParentNode & Node,
  account: AccountState,
  request: ProofRequest,
  call: () => Promise<Outcome<T>>,
): Promise<Proven<T>> {
  // Most calls are refused first: the dialog is fetched meanwhile.
  void loadDialog().catch(() => undefined);
  const first = await call();
  if (first.ok || !asks.includes(first.problem.slug)) return first;
  return proveFirst(place, account, request, call, first.problem);
}

/** The same, but asks before the first call: for a dialog that the user comes back to. */
export async function proveFirst<T>(
  place: ParentNode & Node,
  account: AccountState,
  request: ProofRequest,
  call: () => Promise<Outcome<T>>,
  refusal: Problem | null = null,
): Promise<Proven<T>> {
  let proven: boolean;
  try {
    proven = await askOnce(place, account, request, refusal);
  } catch {
    // The dialog's own code did not arrive.
    return failed({ slug: navigator.onLine ? 'unreachable' : 'offline', requestId: null });
  }
  return proven ? call() : cancelled;
}

/** Two calls for the same operation share one dialog. */
async function askOnce(
  place: ParentNode & Node,
  account: AccountState,
  request: ProofRequest,
  refusal: Problem | null,
) {
  const key = `${request.operation} ${request.target}`;
  const asking = open.get(key) ?? ask(place, account, request, refusal).finally(() => open.delete(key));
  open.set(key, asking);
  return asking;
}

async function ask(place: ParentNode & Node, account: AccountState, request: ProofRequest, refusal: Problem | null) {
  await loadDialog();
  const dialog = document.createElement('keyhold-reauthentication-dialog');
  Object.assign(dialog, { account, request, refusal });
  place.append(dialog);
  try {
    return await dialog.ask();
  } finally {
    dialog.remove();
  }
}
