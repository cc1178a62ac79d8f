/** Fired on the document once the console has taken over the rows that the bridge rendered. */
export const takenOver = 'keyhold-taken-over';

/**
 * Rows that came as HTML can be seen, and clicked, before anything here answers. The last click on one of their buttons is
 * kept until then and made again on the same button. Links and buttons of a popover work without us and are left alone: made
 * again, the click would close what it has opened.
 */
export function keepEarlyClick(page: Element): void {
  let pressed: HTMLButtonElement | null = null;
  const keep = (event: Event): void => {
    const button = event.composedPath().find((node) => node instanceof HTMLButtonElement);
    if (button === undefined || button.hasAttribute('popovertarget')) return;
    pressed = button;
    // A card that answers already must not answer twice.
    event.stopImmediatePropagation();
  };
  page.addEventListener('click', keep, { capture: true });
  document.addEventListener(
    takenOver,
    () => {
      page.removeEventListener('click', keep, { capture: true });
      if (pressed?.isConnected === true) pressed.click();
    },
    { once: true },
  );
}
