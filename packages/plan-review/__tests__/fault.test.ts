import { describeFault } from 'plan-review/fault';

describe('a fault of the review', () => {
  it('is described by its kind and place, without the message, which may quote a secret', () => {
    expect(describeFault(new TypeError('hunter2'))).toMatch(/^TypeError in fault\.test\.ts:\d+$/);
  });

  it('is described by its kind if its place is not known', () => {
    expect(describeFault(Object.assign(new RangeError('hunter2'), { stack: undefined }))).toBe('RangeError');
    expect(describeFault('hunter2')).toBe('an unknown error');
  });
});
