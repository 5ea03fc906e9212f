import { stepsOf } from './thresholdSteps';

const colours = (...limit: Parameters<typeof stepsOf>) =>
  stepsOf(...limit).steps.map(({ color, value }) => [color, value]);

describe('limits as colours', () => {
  it('rise, or fall where little is bad', () => {
    expect(colours({ warning: 1, critical: 2, source: '' })).toEqual([
      ['green', null],
      ['orange', 1],
      ['red', 2],
    ]);
    expect(colours({ warning: 2, critical: 1, below: true, source: '' })).toEqual([
      ['red', null],
      ['orange', 1],
      ['green', 2],
    ]);
  });

  it('have no warning that comes after what is critical, because a team has moved it', () => {
    expect(colours({ warning: 3, critical: 2, source: '' })).toEqual([
      ['green', null],
      ['red', 2],
    ]);
    expect(colours({ warning: 1, critical: 1, below: true, source: '' })).toEqual([
      ['red', null],
      ['green', 1],
    ]);
  });
});
