import { priceListOf } from 'plan-review/cost/prices';
import table from 'plan-review/cost/prices.json';

describe('the price table', () => {
  it('has the prices of the region that is asked for', () => {
    const { region, prices } = priceListOf('eu-central-1');
    expect(region).toBe('eu-central-1');
    expect(prices).toMatchObject({ natGatewayHour: 0.052, fargateX86VcpuHour: 0.04656, fargateX86GbHour: 0.00511 });
  });

  it('uses the common prices where a region has none of its own', () => {
    expect(priceListOf('eu-central-1').prices.kmsKeyMonth).toBe(table.everywhere.kmsKeyMonth);
  });

  it('uses us-east-1 for a region that it lacks, and says so', () => {
    const { region, prices } = priceListOf('ap-south-1');
    expect(region).toBe('us-east-1');
    expect(prices).toEqual(priceListOf('us-east-1').prices);
  });

  it('names the day of its prices', () => {
    expect(priceListOf('us-east-1').pricesOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('defines every price that a region sets, and none is zero', () => {
    for (const [region, prices] of Object.entries(table.regions)) {
      for (const [name, usd] of Object.entries(prices)) {
        expect([region, name, name in table.everywhere, usd > 0]).toEqual([region, name, true, true]);
      }
    }
    expect(Object.values(table.everywhere).every((usd) => usd > 0)).toBe(true);
  });
});
