import { NEW_PASSWORD, USER_CONFIGURED } from './authenticators.ts';
import type { FlowStep, SubFlow } from './flow-tree.ts';
import { isSubFlow } from './flow-tree.ts';
import { alternativesOf } from './second-factor.ts';

/** The alias of the flow behind “Forgot password?” that Keyhold makes. */
export const RESET_FLOW = 'keyhold reset credentials';

/**
 * Mail, then the second factor of a user who has one, then the new password. It asks for what the browser flow would take
 * (`place`) and sets nothing else up: the stock flow makes a new authenticator app on the word of the mailbox alone.
 */
export function resetCredentialsSteps(place: SubFlow): FlowStep[] {
  return [
    { provider: 'reset-credentials-choose-user', requirement: 'REQUIRED' },
    { provider: 'reset-credential-email', requirement: 'REQUIRED' },
    {
      alias: `${RESET_FLOW} second factor`,
      description: 'Asks for the second factor where the user has one',
      requirement: 'CONDITIONAL',
      steps: [{ provider: USER_CONFIGURED, requirement: 'REQUIRED' }, ...alternativesOf(place).map(forReset)],
    },
    { provider: NEW_PASSWORD, requirement: 'REQUIRED' },
  ];
}

function forReset(step: FlowStep): FlowStep {
  if (isSubFlow(step) || step.config === undefined) return step;
  return { ...step, config: { ...step.config, alias: `${step.config.alias} for reset` } };
}
