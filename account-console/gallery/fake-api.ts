import type { Config, Overview, Session } from '../src/api/model.ts';

/** A problem document as the bridge sends it: slug, status, extension members. */
export interface FakeProblem {
  slug: string;
  status: number;
  [member: string]: unknown;
}

export interface World {
  config: Config;
  overview: Overview;
  /** Reading answers this instead; `hang` never answers, `down` is no network at all. */
  reading: 'fine' | 'hang' | 'down' | FakeProblem;
  /** A change needs a proof first. */
  proofNeeded: boolean;
  /** What the check of a password answers; `check` compares it with the right one. */
  proof: 'check' | FakeProblem;
  /** What ending sessions answers once proven. */
  ending: 'fine' | 'hang' | 'down' | FakeProblem;
  triesLeft: number;
  batch: number;
  /** What other calls answer, by `METHOD /path` below the base: a body, a function that makes one from what was sent, or a problem. */
  answers: Record<string, FakeProblem | object | ((sent: unknown) => object)>;
}

export const rightPassword = 'correct horse';

/** Stands in for the bridge in the gallery and in the tests: same addresses, same answers, state in memory. */
export class FakeApi {
  readonly world: World;
  /** "DELETE /api/sessions/2", in order. */
  readonly calls: string[] = [];
  /** Headers of the last call. */
  headers = new Headers();
  /** The next answer says that the page shows something older than the truth. */
  changed = false;
  #granted = false;

  constructor(world: World) {
    this.world = world;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/^.*?\/(?=(api|auth)\/)/, '/');
    this.calls.push(`${request.method} ${path}`);
    this.headers = request.headers;
    const answer = this.world.answers[`${request.method} ${path}`];
    if (answer !== undefined) return this.#answer(answer, request);
    if (request.method === 'GET') return this.#read(path);
    if (path === '/api/reauthentication') return this.#prove((await request.json()) as { password: string });
    if (path === '/auth/logout') return json({ location: '/signed-out' });
    return this.#end(path.replace('/api/sessions', '').slice(1));
  };

  async #answer(answer: World['answers'][string], request: Request): Promise<Response> {
    const text = await request.text();
    const body: object =
      typeof answer === 'function'
        ? (answer as (sent: unknown) => object)(text === '' ? null : JSON.parse(text))
        : answer;
    return 'slug' in body ? problem(body as FakeProblem) : json(body);
  }

  async #read(path: string): Promise<Response> {
    const refused = await this.#refusal(this.world.reading);
    if (refused !== null) return refused;
    const answer = json(path === '/api/config' ? this.world.config : this.world.overview);
    if (this.changed) answer.headers.set('X-Keyhold-Changed', '1');
    this.changed = false;
    return answer;
  }

  #prove({ password }: { password: string }): Response {
    if (this.world.proof !== 'check') return problem(this.world.proof);
    if (password !== rightPassword) {
      this.world.triesLeft -= 1;
      return problem({ slug: 'proof-refused', status: 403, field: 'password', triesLeft: this.world.triesLeft });
    }
    this.#granted = true;
    return json({ operation: 'sessions.end', target: '', methods: ['password'], expiresAt: new Date().toISOString() });
  }

  async #end(id: string): Promise<Response> {
    if (this.world.proofNeeded && !this.#granted) {
      return problem({ slug: 'step-up-required', status: 401, operation: 'sessions.end', target: '' });
    }
    const refused = await this.#refusal(this.world.ending);
    if (refused !== null) return refused;
    const { sessions } = this.world.overview;
    if (id !== '') {
      if (!sessions.items.some((session) => session.id === id)) return problem({ slug: 'not-found', status: 404 });
      sessions.items = sessions.items.filter((session) => session.id !== id);
      return new Response(null, { status: 204 });
    }
    const others = sessions.items.filter(({ current }) => !current);
    const ended = new Set<Session>(others.slice(0, this.world.batch));
    sessions.items = sessions.items.filter((session) => !ended.has(session));
    return json({ ended: ended.size, remaining: others.length - ended.size });
  }

  async #refusal(answer: World['reading']): Promise<Response | null> {
    if (answer === 'fine') return null;
    if (answer === 'hang') return new Promise<Response>(() => undefined);
    if (answer === 'down') throw new TypeError('Failed to fetch');
    return problem(answer);
  }
}

const json = (body: unknown): Response =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });

function problem({ slug, status, ...members }: FakeProblem): Response {
  const body = { type: `urn:keyhold:problem:${slug}`, title: slug, status, requestId: '01JD4ZQ7X3', ...members };
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } });
}
