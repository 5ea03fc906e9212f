import { render, screen } from '@testing-library/react';
import React from 'react';
import { MissingPanelScene } from './MissingPanelScene';

const missing = (system: string) => ({
  system,
  signal: 'Streaming share',
  why: `${system} does not count <b>streamed</b> calls.`,
  howToEmit: `Count them in ${system}_streaming_total.`,
});

const shown = (...systems: string[]) => {
  const scene = new MissingPanelScene({
    key: 'streaming-share',
    title: 'Streaming share',
    description: 'Share of the answered requests that were streamed.',
    missing: systems.map(missing),
  });
  render(<scene.Component model={scene} />);
  return screen.getByTestId('missing streaming-share');
};

it('says under the panel’s title what is missing, and how to get it', () => {
  expect(shown('a')).toHaveTextContent(
    'a does not count <b>streamed</b> calls.How to get it: Count them in a_streaming_total.'
  );
  expect(screen.getByRole('heading', { name: 'Streaming share' })).toBeInTheDocument();
});

it('says it of every system', () => {
  const panel = shown('a', 'b');
  ['a', 'b'].forEach((system) => {
    expect(panel).toHaveTextContent(missing(system).why);
    expect(panel).toHaveTextContent(missing(system).howToEmit);
  });
});
