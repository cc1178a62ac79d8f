import type { ReactiveControllerHost } from 'lit';
import type { AccountState } from '../../app/account-state.ts';
import type { Session } from '../../api/model.ts';
import type { Problem } from '../../api/problem.ts';
import '../../dialog-texts/en.ts';
import { t } from '../../locales/t.ts';
import { deviceWords } from '../../words/device-words.ts';
import { problemLine } from '../../words/problem-words.ts';
import { proveFirst, withProof, type ProofRequest } from '../reauthentication/with-proof.ts';
import { endOthers, type Progress } from '../../app/end-others.ts';

interface EndingHost extends ReactiveControllerHost {
  readonly state: AccountState;
  readonly sessions: readonly Session[];
  readonly renderRoot: HTMLElement | DocumentFragment;
  focusHeading(): void;
}

/** What the dialog comes back to when it was about all others; a session id otherwise. */
const others = 'others';

/**
 * Ends sessions for the card: asks, calls, reads the truth again, says what happened and keeps the focus in place. Loaded with the
 * first click.
 */
export class SessionEnding {
  readonly #host: EndingHost;
  /** What a user's click has begun: a second click begins nothing, also while the proof is asked for. */
  readonly #begun = new Set<string>();
  /** What is on its way to the API: only that is told as being ended. */
  readonly #ids = new Set<string>();
  /** How far "Sign out all other sessions" is; `null` when none is on its way. */
  progress: Progress | null = null;

  constructor(host: EndingHost) {
    this.#host = host;
  }

  isEnding(id: string): boolean {
    return this.#ids.has(id);
  }

  end(session: Session): Promise<void> {
    return this.#once(session.id, () => this.#end(session, withProof));
  }

  endAllOthers(): Promise<void> {
    return this.#once(others, () => this.#confirmOthers());
  }

  async #confirmOthers(): Promise<void> {
    const count = this.#host.sessions.filter(({ current }) => !current).length;
    await import('./end-others-dialog.ts');
    const dialog = document.createElement('keyhold-end-others-dialog');
    dialog.count = count;
    this.#host.renderRoot.append(dialog);
    const confirmed = await dialog.ask().finally(() => dialog.remove());
    if (confirmed) await this.#endOthers(count);
    else this.#focus('.foot .button');
  }

  /** Opens the dialog again in which the session was lost. */
  async comeBack(subject: string): Promise<void> {
    if (subject === others) return this.endAllOthers();
    const session = this.#host.sessions.find(({ id }) => id === subject);
    if (session !== undefined) await this.#once(session.id, () => this.#end(session, proveFirst));
  }

  async #end(session: Session, prove: typeof withProof): Promise<void> {
    const device = deviceWords(session.device);
    const outcome = await prove(
      this.#host.renderRoot,
      this.#host.state,
      this.#request(t('sessions.end-purpose', { device }), session.id),
      () => this.#call(session.id),
    );
    const place = this.#others().findIndex(({ id }) => id === session.id);
    if (outcome.ok || outcome.problem !== null) await this.#marked(session.id, () => this.#host.state.reload());
    // What the list says goes before what the answer said: an answer may have been lost on its way back.
    const gone = this.#others().every(({ id }) => id !== session.id);
    if (outcome.ok || outcome.problem !== null) this.#sayEnded(device, gone, outcome.ok ? null : outcome.problem);
    await this.#host.updateComplete;
    this.#focusRow(gone ? place : this.#others().findIndex(({ id }) => id === session.id));
  }

  #sayEnded(device: string, gone: boolean, problem: Problem | null): void {
    const { state } = this.#host;
    if (problem?.slug === 'not-found') state.say(t('sessions.already-ended', { device }));
    else if (gone || problem === null) state.say(t('sessions.ended', { device }));
    else if (problem.slug === 'ending-unconfirmed') state.say(t('sessions.unconfirmed'), 'bad');
    else if (problem.slug !== 'not-signed-in') {
      state.say(`${t('sessions.not-ended', { device })} ${problemLine(problem)}`, 'bad');
    }
  }

  async #endOthers(count: number): Promise<void> {
    const { state, renderRoot } = this.#host;
    const request = this.#request(t('sessions.end-others-purpose', { count }), others);
    const { complete, problem, done, total } = await endOthers(
      () => withProof(renderRoot, state, request, () => this.#callOthers(count)),
      count,
      (progress) => this.#show(progress),
    );
    if (complete || done > 0 || problem !== null) await state.reload();
    this.#show(null);
    if (complete) state.say(t('sessions.ended-others', { count: done }));
    else if (problem?.slug === 'ending-unconfirmed') state.say(t('sessions.unconfirmed'), 'bad');
    else if (problem !== null && problem.slug !== 'not-signed-in') {
      const what = done > 0 ? t('sessions.ended-some', { done, total }) : t('sessions.ended-none');
      state.say(`${what} ${problemLine(problem)}`, 'bad');
    }
    await this.#host.updateComplete;
    this.#focus('.foot .button');
  }

  #call(id: string) {
    return this.#marked(id, () =>
      this.#host.state.call((client, init) =>
        client.DELETE('/api/sessions/{id}', { ...init, params: { path: { id } } }),
      ),
    );
  }

  async #callOthers(count: number) {
    this.#show(this.progress ?? { done: 0, total: count });
    const outcome = await this.#host.state.call((client, init) => client.DELETE('/api/sessions', init));
    // Nothing was ended yet: perhaps the proof is asked for now, and behind that dialog all is as it was.
    if (!outcome.ok && this.progress?.done === 0) this.#show(null);
    return outcome;
  }

  #request(purpose: string, subject: string): ProofRequest {
    return { operation: 'sessions.end', target: '', purpose, subject };
  }

  #others(): readonly Session[] {
    return this.#host.sessions.filter(({ current }) => !current);
  }

  async #once(subject: string, work: () => Promise<void>): Promise<void> {
    if (this.#begun.has(subject)) return;
    this.#begun.add(subject);
    try {
      await work();
    } finally {
      this.#begun.delete(subject);
    }
  }

  async #marked<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.#ids.add(id);
    this.#host.requestUpdate();
    try {
      return await work();
    } finally {
      this.#ids.delete(id);
      this.#host.requestUpdate();
    }
  }

  #show(progress: Progress | null): void {
    this.progress = progress;
    this.#host.requestUpdate();
  }

  /** The row at this place among the others, else the one before it; the title when none is left. */
  #focusRow(place: number): void {
    const buttons = this.#host.renderRoot.querySelectorAll<HTMLElement>('li > .button');
    const button = buttons[Math.min(Math.max(place, 0), buttons.length - 1)];
    if (button === undefined) this.#host.focusHeading();
    else this.#focusUnlessElsewhere(button);
  }

  #focus(selector: string): void {
    const target = this.#host.renderRoot.querySelector<HTMLElement>(selector);
    if (target === null) this.#host.focusHeading();
    else this.#focusUnlessElsewhere(target);
  }

  /** A user who went on working elsewhere while the answer was on its way is not called back. */
  #focusUnlessElsewhere(target: HTMLElement): void {
    const active = document.activeElement;
    const root = this.#host.renderRoot;
    const inHere = root instanceof ShadowRoot && root.host.contains(active);
    if (
      active === null ||
      active === document.body ||
      inHere ||
      active.contains(root instanceof ShadowRoot ? root.host : null)
    ) {
      target.focus();
    }
  }
}
