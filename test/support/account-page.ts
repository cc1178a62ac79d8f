import type { Locator, Page } from 'playwright-core';
import type { TestUser } from './test-realm.ts';

/** What a person looks for on the page "Account security", by role and name. */
export const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
export const button = (within: Locator | Page, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: true });
export const field = (within: Locator | Page, label: string): Locator => within.getByLabel(label, { exact: true });
export const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: 'detached' });

/** What a person can show in "Confirm it is you". */
export interface Shown {
  code?: string;
  recoveryCode?: string;
}

/** Fills in "Confirm it is you" and presses "Continue"; what comes of it is for the test to see. */
export async function answerProof(page: Page, password: string, { code, recoveryCode }: Shown = {}): Promise<void> {
  const proof = dialog(page, 'Confirm it is you');
  await field(proof, 'Password').fill(password);
  if (code !== undefined) await field(proof, 'Authentication code').fill(code);
  if (recoveryCode !== undefined) {
    await button(proof, 'I can’t use these').click();
    await field(proof, 'Recovery code').fill(recoveryCode);
  }
  await button(proof, 'Continue').click();
}

/** The same with what is right: afterwards the dialog is gone. */
export async function prove(page: Page, { password }: Pick<TestUser, 'password'>, shown?: Shown): Promise<void> {
  await answerProof(page, password, shown);
  await gone(dialog(page, 'Confirm it is you'));
}
