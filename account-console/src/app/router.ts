import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * The section in the address, below the bridge's base path: `''` for the overview. Embedded in another page it keeps the section
 * to itself: that page's address is not ours to change.
 */
export class Router implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onArrival: () => void;
  #base = '/';
  #embedded = false;
  #section = '';

  constructor(host: ReactiveControllerHost, onArrival: () => void) {
    this.#host = host;
    this.#onArrival = onArrival;
    host.addController(this);
  }

  /** Without a `path` it is the one in the browser's address. */
  start(base: string, embedded: boolean, path?: string): void {
    this.#base = base;
    this.#embedded = embedded;
    if (!embedded) this.#section = this.#read(path);
  }

  get section(): string {
    return this.#section;
  }

  addressOf(section: string): string {
    return this.#base + section;
  }

  go(section: string): void {
    if (!this.#embedded) history.pushState(null, '', this.addressOf(section));
    this.#arrive(section);
  }

  /** For `@click` on a link: a plain click stays in the page, every other one is the browser's. */
  follow(event: MouseEvent, section: string): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(section);
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.#onPop);
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#onPop);
  }

  readonly #onPop = (): void => {
    if (!this.#embedded) this.#arrive(this.#read());
  };

  #arrive(section: string): void {
    this.#section = section;
    this.#host.requestUpdate();
    this.#onArrival();
  }

  #read(path = location.pathname): string {
    return path.startsWith(this.#base) ? path.slice(this.#base.length).replace(/\/$/, '') : '';
  }
}
