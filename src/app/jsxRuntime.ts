import { createElement, Fragment, type ElementType, type Key, type ReactNode } from 'react';

type Props = Record<string, unknown> & { children?: ReactNode };

/** React's JSX runtime over `createElement`, which React 18 and 19 both have. `children` are already in the props. */
export const jsx = (type: ElementType, props: Props, key?: Key) => createElement(type, { key, ...props });

/** For children that stand in the source one by one, and so need no keys. */
export const jsxs = (type: ElementType, { children, ...props }: Props, key?: Key) =>
  createElement(type, { key, ...props }, ...(children as ReactNode[]));

export const jsxDEV = (type: ElementType, props: Props, key: Key | undefined, isStatic: boolean) =>
  (isStatic ? jsxs : jsx)(type, props, key);

export { Fragment };
