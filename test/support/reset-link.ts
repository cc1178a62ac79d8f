import { eventually } from './eventually.ts';
import { testRun } from './test-run.ts';

/** The link to set a new password in the newest mail to this user that has another one than `otherThan`. */
export async function resetLink(username: string, otherThan?: string): Promise<string> {
  return eventually(`a mail to ${username}`, 10_000, async () => {
    const response = await fetch(`${testRun().mailboxUrl}/api/messages?to=${username}@example.test`);
    const { items } = (await response.json()) as { items: { text: string }[] };
    const newest = /http\S+action-token\S+/.exec(items[0]?.text ?? '')?.[0];
    return newest !== otherThan && newest;
  });
}
