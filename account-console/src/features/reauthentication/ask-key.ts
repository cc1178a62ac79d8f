import type { AccountState } from '../../app/account-state.ts';
import { signWithKey } from '../../app/keys.ts';
import type { KeyKind, Operation, paths } from '../../api/model.ts';
import type { FieldError } from './reauthentication-form.ts';
import type { Problem } from '../../api/problem.ts';
import { ceremonyWords } from '../factors/ceremony-words.ts';

/** What a key has signed, for one try: its challenge is used up by it, whatever comes of it. */
export type Assertion = NonNullable<
  paths['/api/reauthentication']['post']['requestBody']['content']['application/json']['assertion']
>;

type Asked =
  | { readonly assertion: Assertion }
  | { readonly error: FieldError }
  /** The challenge was refused. */
  | { readonly problem: Problem };

/** Has a key of the user sign for this operation. */
export async function askKey(
  account: AccountState,
  operation: Operation | 'password.change',
  target: string,
  kind: KeyKind,
): Promise<Asked> {
  const asked = await account.call((client, init) =>
    client.POST('/api/reauthentication/challenges', { ...init, body: { operation, target, kind } }),
  );
  if (!asked.ok) return { problem: asked.problem };
  const signed = await signWithKey(asked.value.options);
  if (!signed.ok) return { error: { field: 'assertion', text: ceremonyWords(signed.failure) } };
  return { assertion: { id: asked.value.id, response: signed.response as unknown as Assertion['response'] } };
}
