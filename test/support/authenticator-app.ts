import { setTimeout as pause } from 'node:timers/promises';
import { generateSecret, generateSync } from 'otplib';
import { callPlugin } from './plugin-call.ts';
import { proven } from './grant.ts';
import type { Granted } from './grant.ts';

export interface PluginCaller {
  user: string;
  bridge: string;
}

export interface FreshCodes {
  set: string;
  codes: string[];
}

/** Proves at the plugin whatever is typed, for one operation. */
export async function proveFor(
  realm: string,
  caller: PluginCaller,
  body: { operation: string; target: string; password: string; code?: string; recoveryCode?: string },
): Promise<Granted & { covers?: string[] }> {
  const answer = await proven(() => callPlugin(realm, { ...caller, method: 'POST', path: '/reauthentication', body }));
  return answer.json as Granted & { covers?: string[] };
}

/** `look-around` of realms whose tests need several codes in a row: so many periods ahead of the clock are taken as well. */
export const manyCodes = 8;

/** An authenticator app of a user: 6 digits, 30 seconds, SHA1, as realms have it when nobody chose. */
export class AuthenticatorApp {
  readonly secret: string;
  id = '';
  /** What came along for a user without recovery codes. */
  recoveryCodes: FreshCodes | null = null;
  private lastStep = 0;

  /** `secret`: what was scanned or typed, base32. */
  constructor(secret = generateSecret()) {
    this.secret = secret;
  }

  /** The code of this moment, or of so many periods later: Keycloak takes each code once, and those beside the clock too. */
  code(later = 0): string {
    return generateSync({ secret: this.secret, epoch: Math.floor(Date.now() / 1_000) + 30 * later });
  }

  /** A code that was not given here before, for a realm with `manyCodes`: of now, else of later. Waits when those run out. */
  async freshCode(): Promise<string> {
    const now = (): number => Math.floor(Date.now() / 30_000);
    const step = Math.max(now(), this.lastStep + 1);
    this.lastStep = step;
    while (step > now() + manyCodes) await pause(500);
    return generateSync({ secret: this.secret, epoch: step * 30 });
  }

  /** Sets it up at the plugin with this grant for `totp.enrol`; uses up the code of the period before. */
  async enrol(realm: string, caller: PluginCaller, grant: string, label: string): Promise<this> {
    const started = await callPlugin(realm, {
      ...caller,
      grant,
      method: 'POST',
      path: '/totp/enrolments',
      body: { replaces: null },
    });
    const { id } = started.json as { id: string };
    const body = { secret: this.secret, code: this.code(-1), label, replaces: null };
    const path = `/totp/enrolments/${id}`;
    const answer = await callPlugin(realm, { ...caller, grant, method: 'PUT', path, body });
    if (answer.status !== 200) throw new Error(`The app was not set up: ${answer.status} ${answer.text}`);
    const { item, recoveryCodes } = answer.json as { item: { id: string }; recoveryCodes: FreshCodes | null };
    this.id = item.id;
    this.recoveryCodes = recoveryCodes;
    return this;
  }
}
