/** The rules of a policy as Keycloak writes it, `length(12) and notUsername`, in one way of writing each. */
export function rulesOf(policy: string): string[] {
  return policy
    .split(' and ')
    .map((rule) => rule.trim().replace(/\((?:undefined)?\)$/, ''))
    .filter((rule) => rule !== '');
}

export const policyText = (rules: readonly string[]): string => rules.join(' and ');
