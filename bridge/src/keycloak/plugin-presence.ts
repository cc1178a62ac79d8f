import { z } from 'zod';
import { boundedFetch, keycloakUnavailable, parseJson, type BoundedFetch } from './bounded-fetch.ts';

const greeting = z.object({ name: z.literal('keyhold'), version: z.string() });

/** Milliseconds. A probe has little time itself, and nobody may keep Keycloak busy by asking us. */
const limit = 1_500;
const fresh = { here: 10_000, away: 1_000 };

export interface PluginPresence {
  /** Throws `keycloak-unavailable` unless the plugin is in Keycloak and the realm has it. Looks at most once in 10 s, while it is away once a second. */
  check(): Promise<void>;
}

/** Whether the plugin's open route answers with its name and version. */
export function pluginPresence({
  realmUrl,
  fetch = boundedFetch,
  now = () => performance.now(),
}: {
  realmUrl: string;
  fetch?: BoundedFetch;
  now?: () => number;
}): PluginPresence {
  let last: { answer: Promise<void>; until: number } | undefined;

  const look = async (): Promise<void> => {
    const { status, text } = await fetch(`${realmUrl}/keyhold/`, { timeout: limit });
    if (status === 200 && greeting.safeParse(parseJson(text)).success) return;
    throw keycloakUnavailable(new Error(`the plugin's greeting answers ${status} and is not one`));
  };

  return {
    check: () => {
      if (last !== undefined && now() < last.until) return last.answer;
      // Those who ask while it looks wait for the same answer, however long it takes.
      const looked = { answer: look(), until: Number.POSITIVE_INFINITY };
      looked.answer.then(
        () => (looked.until = now() + fresh.here),
        () => (looked.until = now() + fresh.away),
      );
      last = looked;
      return looked.answer;
    },
  };
}
