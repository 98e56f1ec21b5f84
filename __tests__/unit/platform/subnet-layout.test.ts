import fc from 'fast-check';
import { subnetLayout } from '../../../platform/subnet-layout';

describe('subnetLayout', () => {
  it.each([
    [2, 3],
    [3, 3],
    [4, 3],
    [5, 4],
    [6, 4],
  ])('cuts a VPC of %i zones by %i bits', (zones, newBits) => {
    expect(subnetLayout(zones).newBits).toBe(newBits);
  });

  it('gives every subnet a place of its own inside the VPC', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), (zones) => {
        const { newBits, publicIndex, privateIndex } = subnetLayout(zones);
        const places = Array.from({ length: zones }, (_, zone) => [publicIndex(zone), privateIndex(zone)]).flat();
        expect(new Set(places).size).toBe(2 * zones);
        expect(Math.max(...places)).toBeLessThan(2 ** newBits);
      }),
    );
  });

  it('keeps every subnet where it is when two zones become four', () => {
    expect([0, 1].map(subnetLayout(4).privateIndex)).toEqual([0, 1].map(subnetLayout(2).privateIndex));
  });
});
