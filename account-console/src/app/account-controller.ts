import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { accountAt, type AccountState } from './account-state.ts';

export interface AccountHost extends ReactiveControllerHost {
  /** Given by the page around a card; a card that stands alone finds its own. */
  account: AccountState | null;
  baseUrl: string;
}

/** Ties an element to the account's state: it is rendered again whenever that changes. */
export class AccountController implements ReactiveController {
  readonly #host: AccountHost;
  #state: AccountState | null = null;

  constructor(host: AccountHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): AccountState {
    return (this.#state ??= this.#host.account ?? accountAt(this.#host.baseUrl));
  }

  /** Nobody around this element shows notes and the loss of the session for it. */
  get alone(): boolean {
    return this.#host.account === null;
  }

  hostConnected(): void {
    this.state.addEventListener('change', this.#onChange);
    this.state.attach();
  }

  hostDisconnected(): void {
    this.state.removeEventListener('change', this.#onChange);
    this.state.detach();
    this.#state = null;
  }

  readonly #onChange = (): void => this.#host.requestUpdate();
}
