import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StackFailure } from '../failure';
import { adminPassword, defaultStateDir, openState } from '../state';
import { temporaryFolder } from './temporary';

const freshState = () => openState(temporaryFolder());

describe("Grafana's password", () => {
  it('is generated on the first start, kept for the next one and readable by nobody else', () => {
    const state = freshState();
    const first = adminPassword(state, undefined);

    expect(first).toMatch(/^[\w-]{24}$/);
    expect(adminPassword(state, undefined)).toBe(first);
    expect(statSync(state.passwordFile).mode & 0o777).toBe(0o600);
    expect(adminPassword(freshState(), undefined)).not.toBe(first);
  });

  it('is overridden by the environment without being written down', () => {
    const state = freshState();
    const generated = adminPassword(state, undefined);

    expect(adminPassword(state, 'chosen by me')).toBe('chosen by me');
    expect(readFileSync(state.passwordFile, 'utf8').trim()).toBe(generated);
  });

  it.each([
    ['admin', /choose another/],
    ['abc', /too short/],
  ])('is never %s', (password, message) => {
    expect(() => adminPassword(freshState(), password)).toThrow(StackFailure);
    expect(() => adminPassword(freshState(), password)).toThrow(message);
  });
});

it('keeps stacks with different ports apart', () => {
  expect(path.basename(defaultStateDir(0))).toBe('.stack');
  expect(defaultStateDir(1000)).not.toBe(defaultStateDir(0));
});
