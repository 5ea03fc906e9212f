// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

// i18next advertises on the console.
process.env.I18NEXT_NO_SUPPORT_NOTICE = '1';

// Scenes loads a panel's data when the panel comes into view, which jsdom cannot tell: here everything is in view.
class IntersectionObserver {
  constructor(onChange) {
    this.onChange = onChange;
  }

  observe(target) {
    this.onChange([{ target, isIntersecting: true }]);
  }

  unobserve() {}

  disconnect() {}
}

// jsdom lays nothing out, so no size ever changes.
class ResizeObserver {
  observe() {}

  unobserve() {}

  disconnect() {}
}

Object.assign(global, { IntersectionObserver, ResizeObserver });

// jsdom draws nothing; Grafana's lists ask how wide a text would be.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: ({ length }) => ({ width: length }) });

// What React, Scenes or Grafana's components complain about is a defect. A test that provokes a complaint clears the spy.
let complaints;

beforeEach(() => {
  complaints = [jest.spyOn(console, 'error'), jest.spyOn(console, 'warn')];
});

afterEach(() => {
  const calls = complaints.flatMap(({ mock }) => mock.calls);
  complaints.forEach((complaint) => complaint.mockRestore());
  expect(calls).toEqual([]);
});
