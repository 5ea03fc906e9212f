import { render } from '@testing-library/react';
import React, { createRef, useState, type ReactNode, type Ref } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import * as react from 'react/jsx-runtime';
import * as ours from './jsxRuntime';

type Runtime = Pick<typeof ours, 'jsx' | 'jsxs' | 'Fragment'>;

const Box = ({ title = 'untitled', children }: { title?: string; children?: ReactNode }) => (
  <section title={title}>{children}</section>
);

/** What compilers make of JSX, written with one runtime or the other. */
const SOURCES: Array<[string, (runtime: Runtime) => ReactNode]> = [
  ['an element without children', ({ jsx }) => jsx('hr', { className: 'line' })],
  ['one child', ({ jsx }) => jsx('p', { children: 'text & <b>' })],
  ['children one by one', ({ jsx, jsxs }) => jsxs('p', { children: ['a ', jsx('b', { children: 1 }), null, false] })],
  [
    'a list of children',
    ({ jsx }) => jsx('ul', { children: ['a', 'b'].map((id) => jsx('li', { id, children: id }, id)) }),
  ],
  [
    'a list next to single children',
    ({ jsx, jsxs }) => jsxs('ul', { children: [jsx('li', {}), [1, 2].map((id) => jsx('li', { children: id }, id))] }),
  ],
  ['a fragment', ({ jsx, jsxs, Fragment }) => jsxs(Fragment, { children: ['a', jsx('b', {})] })],
  [
    'fragments with keys',
    ({ jsx, Fragment }) => jsx('div', { children: [1, 2].map((id) => jsx(Fragment, { children: id }, id)) }),
  ],
  ['a component', ({ jsx }) => jsx(Box as never, { title: 't', children: jsx('i', {}) })],
  ['a component without props', ({ jsx }) => jsx(Box as never, {})],
  ['no children where the list is empty', ({ jsx }) => jsx('ul', { children: [] })],
  ['zero as a child', ({ jsx }) => jsx('p', { children: 0 })],
];

it.each(SOURCES)('renders like React’s own runtime: %s', (_, source) => {
  expect(renderToStaticMarkup(source(ours))).toBe(renderToStaticMarkup(source(react as unknown as Runtime)));
  render(source(ours));
});

describe('a key', () => {
  it.each<[string, Record<string, unknown>, string | undefined, string | null]>([
    ['is that of the source', { id: 'a' }, 'k', 'k'],
    ['is nothing where there is none', { id: 'a' }, undefined, null],
    ['is found among spread props', { id: 'a', key: 'spread' }, undefined, 'spread'],
  ])('%s', (_, props, key, expected) => {
    [ours.jsx('i', props, key), ours.jsxs('i', { ...props, children: ['a', 'b'] }, key)].forEach((element) => {
      expect(element.key).toBe(expected);
      expect(Object.keys(element.props)).toEqual(expect.not.arrayContaining(['key']));
      expect(element.props).toMatchObject({ id: 'a' });
    });
  });

  it('keeps a component’s state where it moves', () => {
    const Named = ({ name }: { name: string }) => <b>{useState(name)[0]}</b>;
    const list = (names: string[]) =>
      ours.jsx('div', { children: names.map((name) => ours.jsx(Named as never, { name }, name)) });
    const { container, rerender } = render(list(['a', 'b']));
    rerender(list(['b', 'a']));
    expect(container).toHaveTextContent('ba');
  });

  it('is missed in a list, as with React’s own runtime', () => {
    const complain = jest.spyOn(console, 'error').mockImplementation();
    render(ours.jsx('ol', { children: ['a', 'b'].map((children) => ours.jsx('li', { children })) }));
    expect(complain.mock.calls.join()).toContain('unique "key" prop');
    complain.mockClear();
  });
});

it('asks for no key where children stand one by one, in development builds too', () => {
  const children = () => [ours.jsx('i', {}), ours.jsx('b', {})];
  render(ours.jsxs('p', { children: children() }));
  const { container } = render(ours.jsxDEV('p', { children: children() }, undefined, true));
  expect(container.innerHTML).toBe('<p><i></i><b></b></p>');
});

it('hands on a reference', () => {
  const ref = createRef<HTMLElement>();
  render(ours.jsx('p', { ref: ref as Ref<HTMLElement> }));
  expect(ref.current?.tagName).toBe('P');
});
