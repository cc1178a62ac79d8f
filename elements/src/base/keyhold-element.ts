import { LitElement, type CSSResultGroup } from 'lit';
import { adoptTokens } from '../tokens/tokens.ts';
import { baseStyles } from './base.styles.ts';

/** An element of ours: it brings the tokens to the document that it is put in. */
export class KeyholdElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;

  override connectedCallback(): void {
    adoptTokens(this.ownerDocument);
    super.connectedCallback();
  }
}
