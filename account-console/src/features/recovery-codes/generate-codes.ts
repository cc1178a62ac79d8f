import type { AccountState, Saying } from '../../app/account-state.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { problemLine } from '../../words/problem-words.ts';
import { showCodes } from '../factors/show-codes.ts';
import type { proveFirst, withProof } from '../reauthentication/with-proof.ts';

/** Makes a set after the proof and shows it; what there is to say afterwards, `null` when the user left before. */
export async function generateCodes(
  place: ParentNode & Node,
  account: AccountState,
  prove: typeof proveFirst | typeof withProof,
): Promise<Saying | null> {
  const outcome = await prove(
    place,
    account,
    { operation: 'recovery-codes.generate', target: '', purpose: t('recovery-codes.purpose'), subject: '' },
    () => account.call((client, init) => client.POST('/api/recovery-codes', init)),
  );
  if (!outcome.ok) {
    const { problem } = outcome;
    if (problem === null || problem.slug === 'not-signed-in') return null;
    return { text: `${t('recovery-codes.not-made')} ${problemLine(problem)}`, tone: 'bad' };
  }
  const said = await showCodes(place, account, outcome.value);
  await account.reload();
  return said;
}
