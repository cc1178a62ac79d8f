import { testRun } from './test-run.ts';

export interface PluginCall {
  method?: string;
  path: string;
  /** The user's access token. */
  user?: string | undefined;
  /** The access token of the bridge's service account. */
  bridge?: string | undefined;
  grant?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The answer as JSON; undefined when it is none. */
  json: unknown;
  /** The slug of an RFC 9457 problem, for example `not-found`; undefined when the answer is none. */
  problem: string | undefined;
}

const problemPrefix = 'urn:keyhold:problem:';

/** Reads an answer of the plugin or the bridge whatever it is. */
export async function readAnswer(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  const json = isJson ? (JSON.parse(text) as unknown) : undefined;
  const type = typeof json === 'object' && json !== null && 'type' in json ? String(json.type) : '';
  const problem = type.startsWith(problemPrefix) ? type.slice(problemPrefix.length) : undefined;
  return { status: response.status, headers: response.headers, text, json, problem };
}

/** Calls the plugin's tree of this realm straight, as whoever holds these tokens. */
export async function callPlugin(realm: string, call: PluginCall): Promise<ApiAnswer> {
  const headers = new Headers(call.headers);
  if (call.user !== undefined) headers.set('authorization', `Bearer ${call.user}`);
  if (call.bridge !== undefined) headers.set('x-keyhold-bridge', call.bridge);
  if (call.grant !== undefined) headers.set('x-keyhold-grant', call.grant);
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  const url = `${testRun().keycloakUrl}/realms/${realm}/keyhold${call.path}`;
  return readAnswer(await fetch(url, { method: call.method ?? 'GET', headers, body }));
}
