/**
 * Runs in the page: what is wider than the window, which words are cut off, and which controls are too small to hit. Walks
 * every shadow root. Text that is meant for screen readers only is left out.
 */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const name = (element: Element) =>
    `<${element.localName}${element.className === '' ? '' : ` class="${element.getAttribute('class') ?? ''}"`}> "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} px wider than the window`);

  const walk = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) walk(element.shadowRoot);
      if (
        !(element instanceof HTMLElement) ||
        element.closest('.heard') !== null ||
        getComputedStyle(element).clipPath !== 'none'
      )
        continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (box.left < -0.5 || box.right > window.innerWidth + 0.5)
        faults.push(`${name(element)} sticks out of the window`);
      const style = getComputedStyle(element);
      const cuts = style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll';
      const isControl = element instanceof HTMLSelectElement || element instanceof HTMLInputElement;
      if (cuts && !isControl && element.scrollWidth > element.clientWidth + 1)
        faults.push(`${name(element)} is cut off`);
      // WCAG 2.2, 2.5.8: 24 by 24 pixels, unless the target is a link in a sentence.
      if (element.matches('button, select, input') && (box.width < 24 || box.height < 24)) {
        faults.push(`${name(element)} is smaller than 24 px`);
      }
    }
  };
  walk(document);
  return faults;
}
