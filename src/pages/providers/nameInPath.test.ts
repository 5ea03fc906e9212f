import { HOSTILE_VALUES } from '../../../tests/promql/hostile';
import { fromPath, inPath, withoutPercent } from './nameInPath';

const NAMES = [...HOSTILE_VALUES, 'a/b', '50%', '%2F', '100%25', '<script>', 'a?b#c&d', '模型'];

it.each(NAMES)('%j stays itself, however often its path is decoded', (name) => {
  const once = decodeURI(inPath(name));
  expect(decodeURI(encodeURI(decodeURI(once)))).toBe(once);
  expect(withoutPercent(once)).toBe(once);
  expect(fromPath(decodeURIComponent(once))).toBe(name);
});

it.each(['50%', '100%!', 'a/b%'])('%j under Grafana’s own encoding is brought to ours', (name) => {
  expect(withoutPercent(decodeURI(encodeURIComponent(name)))).toBe(decodeURI(inPath(name)));
});
