import type { Asked } from '../support/sign-in-forms.ts';

/** Milliseconds until this form came back for another try; throws where the guess led anywhere else. */
export async function refusalOf(guess: () => Promise<Asked>, form: Asked): Promise<number> {
  const before = performance.now();
  const asked = await guess();
  const took = performance.now() - before;
  if (asked !== form) throw new Error(`A wrong ${form} led to: ${asked}`);
  return took;
}
