import { plainPage } from '../page/plain-page.ts';

/** Why a sign-in did not end in a web session, as far as the user may know. */
export type SignInFailure = 'another-person' | 'bad-token' | 'ended' | 'malformed' | 'refused-by-keycloak' | 'unknown';

const words: Readonly<Record<SignInFailure, { status: number; heading: string; text: string }>> = {
  malformed: {
    status: 400,
    heading: 'This address is not complete',
    text: 'It looks like the end of a sign-in, but it is not one that can be used.',
  },
  unknown: {
    status: 400,
    heading: 'Sign in again',
    text: 'This sign-in is finished already, was started in another browser, or has taken too long.',
  },
  'refused-by-keycloak': {
    status: 400,
    heading: 'You are not signed in',
    text: 'The sign-in was cancelled or did not succeed.',
  },
  'bad-token': {
    status: 403,
    heading: 'You are not signed in',
    text: 'The answer to this sign-in could not be trusted, so it was not used.',
  },
  'another-person': {
    status: 403,
    heading: 'Somebody else signed in',
    text: 'Keycloak came back with another person than the one who is signed in here, so nothing was taken over.',
  },
  ended: {
    status: 403,
    heading: 'You are not signed in',
    text: 'This session was ended while you were signing in.',
  },
};

/** Says in our own words what happened, and offers another try. Nothing that came in with the request is shown. */
export function signInAgainPage(
  basePath: string,
  failure: SignInFailure,
  reference: string,
  returnTo = `${basePath}/`,
): { status: number; html: string } {
  const { status, heading, text } = words[failure];
  const path = `/auth/login?returnTo=${encodeURIComponent(returnTo)}` as const;
  return { status, html: plainPage({ basePath, heading, text, reference, action: { name: 'Sign in', path } }) };
}
