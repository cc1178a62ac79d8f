let presumed = false;

/** Whether this browser knows passkeys and security keys at all (WebAuthn); browsers inside other apps often do not. */
export const knowsKeys = (): boolean =>
  presumed || (typeof PublicKeyCredential === 'function' && 'credentials' in navigator);

/** The bridge renders the page for a browser that knows them, and the console presumes it too until it has taken the page over. */
export function presumeKeys(yes: boolean): void {
  presumed = yes;
}
