import { randomBytes } from 'node:crypto';
import express, { type Express, type Request, type Response } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import type { Configuration } from 'openid-client';
import { answer, ask, provesPin, type Asked, type Claims } from './oidc.ts';
import { accountPage, euros, styles, welcomePage, type Message } from './pages.ts';

/** What was asked for stays here, on the server: what the browser brings back says only that it may be done. */
type Pending = Asked & { transfer?: number };

declare module 'express-session' {
  interface SessionData {
    user: { sub: string; name: string };
    /** By `state`, so that two tabs may ask at once. Each is taken out when its answer comes. */
    pending: Record<string, Pending>;
    message: Message;
  }
}

const amount = 25_000;
const atFirst = 100_000;
/** Questions that one browser may leave unanswered. */
const mostPending = 10;

/** The shop below `publicUrl`. Sessions and balances are in memory: a real application keeps both in its database. */
export function shop(publicUrl: URL, oidc: Configuration): Express {
  const balances = new Map<string, number>();
  const redirectUri = new URL('/callback', publicUrl).href;
  const secure = publicUrl.protocol === 'https:';

  const app = express();
  app.set('trust proxy', 'loopback');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          // The form leads on to Keycloak, which browsers count as its target.
          formAction: ["'self'", new URL(oidc.serverMetadata().issuer).origin],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: secure,
      // With none at all browsers would not say where a form comes from.
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  app.get('/shop.css', (_req, res) => void res.type('css').send(styles));
  app.use(
    session({
      name: secure ? '__Host-shop' : 'shop',
      secret: randomBytes(32).toString('base64url'),
      cookie: { httpOnly: true, sameSite: 'lax', secure },
      resave: false,
      saveUninitialized: false,
    }),
  );
  app.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  const begin = async (req: Request, res: Response, transfer?: number): Promise<void> => {
    const [asked, url] = await ask(oidc, redirectUri, transfer === undefined ? undefined : 'keyhold-pin');
    const before = Object.entries(req.session.pending ?? {}).slice(1 - mostPending);
    const pending: Pending = transfer === undefined ? asked : { ...asked, transfer };
    req.session.pending = Object.fromEntries([...before, [asked.state, pending]]);
    res.redirect(303, url.href);
  };

  /** The question that this answer belongs to, which is good once. */
  const take = ({ session, query }: Request): Pending | undefined => {
    const { state } = query;
    const pending = Object.entries(session.pending ?? {}).find(([asked]) => asked === state)?.[1];
    if (pending !== undefined) delete session.pending?.[pending.state];
    return pending;
  };

  const leave = (req: Request, res: Response, message?: Message): void => {
    if (message !== undefined) req.session.message = message;
    res.redirect(303, '/');
  };

  const send = (sub: string, cents: number): Message => {
    const balance = balances.get(sub) ?? atFirst;
    if (balance < cents) return { tone: 'bad', text: 'Your balance is too low. Nothing was sent.' };
    balances.set(sub, balance - cents);
    return { tone: 'done', text: `Sent ${euros(cents)} to Rosa Diaz.` };
  };

  app.get('/', (req, res) => {
    const { user, message } = req.session;
    delete req.session.message;
    const balance = balances.get(user?.sub ?? '') ?? atFirst;
    res.send(user === undefined ? welcomePage(message) : accountPage(user.name, balance, amount, message));
  });

  app.get('/sign-in', (req, res) => begin(req, res));

  app.post('/send', async (req, res) => {
    if (isFromElsewhere(req, publicUrl)) return void res.status(403).send(welcomePage(elsewhere));
    if (req.session.user === undefined) {
      leave(req, res);
      return;
    }
    await begin(req, res, amount);
  });

  app.post('/sign-out', (req, res, next) => {
    if (isFromElsewhere(req, publicUrl)) return void res.status(403).send(welcomePage(elsewhere));
    req.session.destroy((fault) => {
      if (fault == null) res.redirect(303, '/');
      else next(fault);
    });
  });

  app.get('/callback', async (req, res, next) => {
    const pending = take(req);
    if (pending === undefined) {
      leave(req, res, notAsked);
      return;
    }
    const claims = await answer(oidc, new URL(req.originalUrl, publicUrl), pending).catch(refused);
    const { user } = req.session;
    if (pending.transfer === undefined) signedIn(claims, req, res, next);
    else if (user === undefined || claims === undefined || !provesPin(claims, pending, user.sub))
      leave(req, res, notProved);
    else leave(req, res, send(user.sub, pending.transfer));
  });

  /** A session of a new name, so that nobody who knew the old one is signed in with it. */
  const signedIn = (claims: Claims | undefined, req: Request, res: Response, next: (fault: unknown) => void): void => {
    if (claims === undefined) {
      leave(req, res, notSignedIn);
      return;
    }
    req.session.regenerate((fault) => {
      if (fault != null) {
        next(fault);
        return;
      }
      req.session.user = { sub: claims.sub, name: claims.name };
      leave(req, res);
    });
  };
  return app;
}

const refused = (fault: unknown): undefined => {
  console.error('An answer was refused:', fault instanceof Error ? fault.message : fault);
};

const elsewhere: Message = { tone: 'bad', text: 'This came from another site. Nothing was done.' };
const notAsked: Message = {
  tone: 'bad',
  text: 'That was answered already, or never asked for here. Nothing was sent by it.',
};
const notProved: Message = {
  tone: 'bad',
  text: 'Your PIN was not entered for this. Nothing was sent. You can try again.',
};
const notSignedIn: Message = { tone: 'bad', text: 'You were not signed in. You can try again.' };

/** Browsers say where a form was sent from. */
const isFromElsewhere = (req: Request, publicUrl: URL): boolean => req.get('origin') !== publicUrl.origin;
