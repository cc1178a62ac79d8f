import { beforeEach, describe, expect, test } from '@jest/globals';
import { digestForTemplateResult } from '@lit-labs/ssr-client';
import { html } from 'lit';
import { define } from './define.ts';
import { KeyholdElement } from './keyhold-element.ts';

class Word extends KeyholdElement {
  static override properties = { word: { type: String } };
  declare word: string;

  override render() {
    return html`<p>${this.word}</p>`;
  }
}
define('keyhold-test-word', Word);

const digest = digestForTemplateResult(html`<p>${''}</p>`);
const sheet = '<style>p{color:red}</style>';
const asRendered = `${sheet}<!--lit-part ${digest}--><p><!--lit-part-->hello<!--/lit-part--></p><!--/lit-part-->`;

beforeEach(() => document.body.replaceChildren());

/** An element as a server's declarative shadow DOM leaves it in the document, before its class is known. */
function served(content: string): { element: Word; root: ShadowRoot } {
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  root.innerHTML = content;
  // In a test the class is known already: its constructor finds the shadow root, as it does at an upgrade.
  Object.defineProperty(Word.prototype, 'shadowRoot', { configurable: true, get: () => root });
  return { element: new Word(), root };
}

describe('an element that a server rendered', () => {
  test('is taken over as it stands, and follows its properties from then on', async () => {
    const { element, root } = served(asRendered);
    const paragraph = root.querySelector('p');
    element.word = 'hello';
    document.body.append(element);
    await element.updateComplete;
    expect(root.querySelector('p')).toBe(paragraph);
    element.word = 'later';
    await element.updateComplete;
    expect(paragraph?.textContent).toBe('later');
    expect(root.querySelectorAll('p')).toHaveLength(1);
  });

  test('waits for the element around it, and starts with the properties that it gets from there', async () => {
    const { element, root } = served(asRendered);
    element.setAttribute('defer-hydration', '');
    document.body.append(element);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(element.hasUpdated).toBe(false);
    element.removeAttribute('defer-hydration');
    element.word = 'hello';
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(element.hasUpdated).toBe(true);
    expect(root.querySelectorAll('p')).toHaveLength(1);
  });

  test('is rendered anew, once, when the server rendered something else', async () => {
    const { element, root } = served(`${sheet}<!--lit-part another--><b>old</b><!--/lit-part-->`);
    element.word = 'hello';
    document.body.append(element);
    await element.updateComplete;
    expect(root.querySelector('b')).toBeNull();
    expect([...root.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['hello']);
    expect(root.querySelector('style')).not.toBeNull();
  });
});
