import { MIGRATIONS, migrated, type Migration } from './migrations';
import { VERSION } from './schema';

describe('migrations', () => {
  it('lead from no version to today’s, one step at a time', () => {
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(Array.from({ length: VERSION }, (_, index) => index));
  });

  const steps: Migration[] = [0, 1, 2].map((from) => ({
    from,
    migrate: (stored) => ({ ...stored, steps: `${String(stored.steps ?? '')}${from}` }),
  }));

  it.each([
    [0, '012'],
    [1, '12'],
    [2, '2'],
    [3, undefined],
  ])('from version %d run those that are left, in order', (version, expected) => {
    expect(migrated({ other: true }, version, steps)).toEqual({
      other: true,
      ...(expected !== undefined && { steps: expected }),
    });
  });
});
