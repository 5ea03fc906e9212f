import { config } from '@grafana/runtime';
import { mayExplore } from './permissions';

it.each<[boolean, string, Record<string, boolean> | undefined]>([
  [true, 'the right', { 'datasources:explore': true }],
  [false, 'the right taken away', { 'datasources:explore': false }],
  [false, 'other rights only', { 'datasources:query': true }],
  [false, 'no rights known', undefined],
])('may open Explore: %p, with %s', (allowed, _, permissions) => {
  config.bootData.user.permissions = permissions;
  expect(mayExplore()).toBe(allowed);
});
