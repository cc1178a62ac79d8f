import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';

/** What the browser may do with our pages: load our own files, and pictures of Keycloak's (icons of keys). Inline scripts never run. */
export function securityHeaders({ publicUrl, keycloakUrl }: Pick<Config, 'keycloakUrl' | 'publicUrl'>) {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", new URL(keycloakUrl).origin],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // Over http a browser ignores it, and a developer's localhost must not be pinned to https.
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  return [headers, openerPolicy];
}

/**
 * A page to which another one led is cut off from its opener. Where the browser says that none did (typed, bookmarked: Fetch
 * Metadata's `none`) there is hardly an opener to be cut off from, and the page is shown sooner without a process of its own.
 */
const openerPolicy: RequestHandler = (req, res, next) => {
  if (req.get('Sec-Fetch-Site') === 'none') res.removeHeader('Cross-Origin-Opener-Policy');
  next();
};

const styleSource = "style-src 'self'";

/** Lets one answer bring inline sheets, each by the hash of its text (CSP 3 §2.3.1). */
export function allowStyles(res: Response, sources: readonly string[]): void {
  const policy = res.get('Content-Security-Policy') ?? '';
  res.set('Content-Security-Policy', policy.replace(styleSource, [styleSource, ...sources].join(' ')));
}

/** What speaks to documents only; a script or a sheet would carry them for nothing, several times a page. */
const forDocuments = [
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'Referrer-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
] as const;

/** For files that no page is made of: a worker among them may load nothing, and none opens as a document that could. */
export function asSubresource(res: Response): void {
  for (const name of forDocuments) res.removeHeader(name);
  res.set('Content-Security-Policy', "default-src 'none'");
}
