import { css, html } from 'lit';
import { baseStyles } from '../base/base.styles.ts';
import { define } from '../base/define.ts';
import { KeyholdElement } from '../base/keyhold-element.ts';
import { rowStyles } from '../rows/rows.styles.ts';

/** @summary Holds the place of rows while they load, at their real height: nothing moves when they arrive. */
export class SkeletonRows extends KeyholdElement {
  static override properties = { rows: { type: Number }, label: { type: String } };
  static override styles = [
    baseStyles,
    rowStyles,
    css`
      .bone {
        display: block;
        border-radius: var(--keyhold-radius-1);
        background: linear-gradient(var(--keyhold-line), var(--keyhold-line)) content-box;
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      .name .bone {
        block-size: 24px;
        padding-block: 5px;
        inline-size: min(180px, 60%);
      }
      .facts {
        margin: 0;
        clip-path: none;
      }
      .facts > .bone {
        padding-inline: 0;
      }
      .facts > .bone::before {
        content: none;
      }
      .facts .bone {
        block-size: 21px;
        padding-block: 5px;
        inline-size: min(320px, 90%);
      }
      .facts + .facts .bone {
        inline-size: min(240px, 70%);
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .bone {
          animation: none;
        }
      }
    `,
  ];

  declare rows: number;
  /** What is loading, for screen readers. */
  declare label: string;

  constructor() {
    super();
    this.rows = 3;
    this.label = '';
  }

  override render() {
    return html`
      <p class="heard" role="status">${this.label}</p>
      <ul class="rows" aria-hidden="true">
        ${Array.from(
          { length: this.rows },
          () => html`
            <li>
              <span class="icon"></span>
              <div>
                <div class="name"><span class="bone"></span></div>
                <div class="facts"><span class="bone"></span></div>
                <div class="facts"><span class="bone"></span></div>
              </div>
            </li>
          `,
        )}
      </ul>
    `;
  }
}

define('keyhold-skeleton-rows', SkeletonRows);

declare global {
  interface HTMLElementTagNameMap {
    'keyhold-skeleton-rows': SkeletonRows;
  }
}
