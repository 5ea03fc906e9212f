/**
 * Gives Grafana's combobox what jsdom lacks: a canvas that measures its texts, and room for the options of its list.
 * Import it where a page has one.
 */
Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
  value: () => ({ measureText: (text: string) => ({ width: text.length }) }),
});

Object.defineProperty(Element.prototype, 'getBoundingClientRect', {
  value: () => ({ width: 120, height: 120, top: 0, left: 0, bottom: 0, right: 0, x: 0, y: 0 }),
});
