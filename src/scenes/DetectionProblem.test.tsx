import { render, screen } from '@testing-library/react';
import React from 'react';
import { explain, type FailureKind } from '../doctor/outcome';
import { DetectionProblem, type Problem } from './DetectionProblem';

const FAILURES: Record<FailureKind, true> = {
  empty: true,
  unauthorised: true,
  forbidden: true,
  'not-found': true,
  rejected: true,
  'too-much': true,
  unhealthy: true,
  'timed-out': true,
  unreachable: true,
  malformed: true,
};

const failures = Object.keys(FAILURES) as FailureKind[];

const shown = (problem: Problem) => {
  const { unmount } = render(<DetectionProblem problem={problem} />);
  const { textContent } = screen.getByTestId(`problem ${problem.kind}`);
  unmount();
  return textContent ?? '';
};

it.each(failures)('says what happened, why, and what to do: %s', (kind) => {
  const failure = { kind, asked: 'Prometheus of ops', said: 'HTTP 400, its own words' };
  const { what, cause, fix, snippet = '' } = explain(failure);
  const text = shown(failure);
  expect(what).toContain('Prometheus of ops');
  expect(what).toContain('its own words');
  [what, cause, `What to do: ${fix}`, snippet].forEach((part) => expect(text).toContain(part));
});

it('says which right is needed where there is no data source', () => {
  expect(shown({ kind: 'no-data-source' })).toMatch(
    /no Prometheus data source.*What to do: Add one.*datasources:create/
  );
});

it('tells every problem in words of its own', () => {
  const texts = [
    ...failures.map((kind) => shown({ kind, asked: 'Prometheus', said: '' })),
    shown({ kind: 'no-data-source' }),
  ];
  expect(new Set(texts).size).toBe(failures.length + 1);
});

it('does not call it an error that nothing is there yet', () => {
  render(<DetectionProblem problem={{ kind: 'empty', asked: 'Prometheus', said: '' }} />);
  expect(screen.queryByRole('alert')).toBeNull();
  render(<DetectionProblem problem={{ kind: 'unreachable', asked: 'Prometheus', said: '' }} />);
  expect(screen.getByRole('alert', { name: 'Prometheus cannot be reached.' })).toBeInTheDocument();
});

it('shows the words of a server as text', () => {
  const said = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const { container } = render(<DetectionProblem problem={{ kind: 'rejected', asked: '<b>prom</b>', said }} />);
  expect(container).toHaveTextContent(`<b>prom</b> did not take the question: ${said}.`);
  expect(container.querySelector('script, img, b')).toBeNull();
});
