import { hydrate } from '@lit-labs/ssr-client';
import { isServer, LitElement, ReactiveElement, type CSSResultGroup, type PropertyValues } from 'lit';
import { adoptTokens } from '../tokens/tokens.ts';
import { baseStyles } from './base.styles.ts';
import { ownTurn } from './own-turn.ts';

/** Lit's server rendering sets it on what stands in another element's shadow root: the outer one goes first. */
const waiting = 'defer-hydration';

/**
 * An element of ours: it brings the tokens to the document that it is put in. Where a server rendered it already (declarative
 * shadow DOM by `@lit-labs/ssr`), it takes those nodes over as they are: focus, selection and scroll stay.
 */
export class KeyholdElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, waiting];
  }

  #served = !(isServer as boolean) && this.shadowRoot !== null;

  override connectedCallback(): void {
    adoptTokens(this.ownerDocument);
    if (!this.hasAttribute(waiting)) super.connectedCallback();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name !== waiting) super.attributeChangedCallback(name, old, value);
    // Lit sets the properties right after it takes the attribute away, and an element starts with its properties.
    else if (value === null) queueMicrotask(() => this.isConnected && this.connectedCallback());
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return this.#served && this.shadowRoot !== null ? this.shadowRoot : super.createRenderRoot();
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.#served) await ownTurn();
    await super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    if (!this.#served) {
      super.update(changed);
      return;
    }
    this.#served = false;
    this.renderOptions.isConnected = this.isConnected;
    const value = this.render();
    (ReactiveElement.prototype as unknown as KeyholdElement).update.call(this, changed);
    try {
      hydrate(value, this.renderRoot, this.renderOptions);
    } catch {
      // What the server rendered is not what we render: ours takes its place.
      const sheets = [...this.renderRoot.children].filter(({ localName }) => localName === 'style');
      this.renderRoot.replaceChildren(...sheets);
      super.update(changed);
    }
  }
}
