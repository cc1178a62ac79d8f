import { html } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { cardStyles } from './card.styles.ts';

/**
 * @summary One section of the page: a title with its state, one sentence, rows, and a foot for the rare bulk action.
 * @slot - The rows, or what stands in their place.
 * @slot state - A pill beside the title.
 * @slot action - The one main action.
 * @slot foot - A bulk action with its count.
 * @csspart card - The surface.
 * @csspart head - Title, sentence and action.
 * @csspart heading - The title.
 * @csspart foot - The foot.
 */
export class Card extends KeyholdElement {
  static override properties = {
    heading: { type: String },
    summary: { type: String },
    hasFoot: { type: Boolean, attribute: 'has-foot' },
  };
  static override styles = [baseStyles, cardStyles];

  declare heading: string;
  declare summary: string;
  /** Draws the line above the foot; a foot without content is not drawn. */
  declare hasFoot: boolean;

  constructor() {
    super();
    this.heading = '';
    this.summary = '';
    this.hasFoot = false;
  }

  // The region is the host: what stands in the slots is inside it for whoever looks for things by role.
  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'region');
  }

  protected override updated(): void {
    this.setAttribute('aria-label', this.heading);
  }

  /** Puts the focus on the title: after navigation, and when the row that had it is gone. */
  focusHeading(): void {
    const focus = (): void => this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
    // A card that has just come in has no title yet.
    if (this.hasUpdated) focus();
    else void this.updateComplete.then(focus);
  }

  override render() {
    return html`
      <section part="card">
        <div class="head" part="head">
          <div class="title">
            <h2 id="heading" part="heading" tabindex="-1">${this.heading}</h2>
            <slot name="state"></slot>
          </div>
          <p>${this.summary}</p>
          <slot name="action"></slot>
        </div>
        <slot></slot>
        <div class="foot" part="foot" ?hidden=${!this.hasFoot}><slot name="foot"></slot></div>
      </section>
    `;
  }
}

define('keyhold-card', Card);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-card': Card;
  }
}
