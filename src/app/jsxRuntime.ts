import { createElement, Fragment, type ElementType, type Key, type ReactNode } from 'react';

type Props = Record<string, unknown> & { children?: ReactNode };

/** React's JSX runtime over `createElement`, which React 18 and 19 both have. `children` are already in the props. */
export const jsx = (type: ElementType, props: Props, key?: Key) =>
  createElement(type, key === undefined ? props : { ...props, key });

export const jsxs = (type: ElementType, { children, ...props }: Props, key?: Key) =>
  createElement(type, key === undefined ? props : { ...props, key }, ...(children as ReactNode[]));

export const jsxDEV = jsx;

export { Fragment };
