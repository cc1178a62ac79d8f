import { factorProblems } from './factors/factors.problems.ts';
import { passkeysProblems } from './features/passkeys/passkeys.problems.ts';
import { passwordProblems } from './features/password/password.problems.ts';
import { pinProblems } from './features/pin/pin.problems.ts';
import { reauthenticationProblems } from './features/reauthentication/reauthentication.problems.ts';
import { sessionsProblems } from './features/sessions/sessions.problems.ts';
import { totpProblems } from './features/totp/totp.problems.ts';
import type { ProblemKind } from './http/problem.ts';
import { problems } from './http/problems.ts';

/** Every problem that the bridge may answer; `docs/problems.md` is made from it. */
export const problemCatalogue: readonly ProblemKind[] = Object.values({
  ...problems,
  ...reauthenticationProblems,
  ...sessionsProblems,
  ...factorProblems,
  ...passwordProblems,
  ...totpProblems,
  ...passkeysProblems,
  ...pinProblems,
});
