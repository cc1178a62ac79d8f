import { createHash } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Config } from '../config.ts';
import { hashOf, isSecretId } from '../login/secret-id.ts';
import { signInMinutes } from '../login/sign-ins.ts';

/** Eight hex digits that tell two bridges on one host apart, so that they do not sign each other out. */
export const bridgeName = (config: Pick<Config, 'publicUrl' | 'realm'>): string =>
  createHash('sha256').update(`${config.realm}\n${config.publicUrl}`).digest('hex').slice(0, 8);

/**
 * The cookies of the bridge: the web session, and a short one that ties sign-ins under way to this browser.
 * `__Host-` (RFC 6265bis §4.1.3.2): only this host over a secure connection can set them. Lax, because Strict would lose the session
 * on links from mail and on the way back from Keycloak.
 */
export class Cookies {
  readonly sessionName: string;
  readonly #bindingPrefix: string;

  constructor(config: Pick<Config, 'publicUrl' | 'realm'>) {
    this.sessionName = `__Host-keyhold-${bridgeName(config)}`;
    this.#bindingPrefix = `${this.sessionName}-sign-in-`;
  }

  session(req: Request): string | undefined {
    return this.#read(req, this.sessionName);
  }

  /** A cookie of the browser's session: how long it counts is decided on the server. */
  setSession(res: Response, id: string): void {
    this.#write(res, this.sessionName, id);
  }

  clearSession(res: Response): void {
    this.#write(res, this.sessionName, '', 0);
  }

  /** What ties sign-ins to this browser. More than one where several tabs started before the first answer came. */
  readonly bindings = (req: Request): string[] =>
    Object.entries(parseCookie(req.headers.cookie ?? ''))
      .filter(([name]) => name.startsWith(this.#bindingPrefix))
      .flatMap(([, value]) => (isSecretId(value) ? [value] : []));

  setBinding(res: Response, id: string): void {
    // Under a name of its own: tabs that start at once must not overwrite each other's.
    this.#write(res, this.#bindingPrefix + hashOf(id).slice(0, 8), id, signInMinutes * 60);
  }

  #read(req: Request, name: string): string | undefined {
    const value = parseCookie(req.headers.cookie ?? '')[name];
    return isSecretId(value) ? value : undefined;
  }

  #write(res: Response, name: string, value: string, maxAge?: number): void {
    const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
    res.append(
      'Set-Cookie',
      stringifySetCookie({ name, value, ...attributes, ...(maxAge === undefined ? {} : { maxAge }) }),
    );
  }
}
