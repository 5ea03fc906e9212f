/** When a page of panels has settled, as its browser sees it. */

/** What a page is looked at for, in the browser: nothing here may refer to what is outside of `watch`. */
export interface Settled {
  /** When every visible panel was painted and none was loading any more, in milliseconds since the page was asked for. */
  at: number;
  /** How many panels were visible then. */
  panels: number;
}

declare global {
  interface Window {
    settled?: Settled;
  }
}

/** How long a page has to stay as it is to have settled, in milliseconds. */
export const QUIET_MS = 1000;

/**
 * To be run in a page before anything else: looks at each frame, and leaves in `window.settled` when the page settled.
 * A panel is painted where it has a chart, a table, a number, or the words that it has nothing.
 * @param least as many panels must be visible: fewer are a page that has not begun
 */
export function watch({ least, quiet }: { least: number; quiet: number }): void {
  const isVisible = (element: Element) => {
    const { top, bottom, width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
  };
  const isPainted = (panel: Element) => {
    const content = panel.querySelector('[data-testid="data-testid panel content"]') ?? panel;
    return (
      content.querySelector('canvas, [role="grid"], [role="table"]') !== null ||
      /\d|No data|No traffic|Nothing|How to get it/.test(content.textContent ?? '')
    );
  };
  const isLoading = () =>
    [...document.querySelectorAll('[aria-label="Panel loading bar"], [data-testid="Spinner"]')].some(isVisible);
  let since: number | undefined;
  const look = () => {
    const panels = [...document.querySelectorAll('[data-testid^="data-testid Panel header "]')].filter(isVisible);
    const now = performance.now();
    if (panels.length >= least && panels.every(isPainted) && !isLoading()) {
      since ??= now;
      if (now - since >= quiet) {
        window.settled = { at: since, panels: panels.length };
        return;
      }
    } else {
      since = undefined;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
