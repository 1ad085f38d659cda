/**
 * A click that stays on this page: not with a key or button that asks for a new tab or window, which
 * is left to the browser and the link's address.
 */
export function plainClick(click: MouseEvent): boolean {
  return click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
}
