import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderHtml } from 'plan-review/report/html/render-html';
import { SAMPLE_REVIEW } from '../../packages/plan-review/__tests__/helpers/sample-review';
import { startBrowser } from './helpers/browser';
import { measureContrast } from './helpers/contrast';
import { useRunFolder } from './helpers/run-folder';

/** Milliseconds for a browser on a busy machine. */
jest.setTimeout(120_000);

/** The least that people with weak eyes can read. Source: WCAG 2.2, "Contrast (Minimum)", level AA. */
const LEAST_CONTRAST = 4.5;

const LAPTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const fileOfRun = useRunFolder();
let browser: Browser;
let address: string;

beforeAll(async () => {
  const file = fileOfRun('report.html');
  await writeFile(file, renderHtml(SAMPLE_REVIEW));
  address = pathToFileURL(file).href;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** Opens the report for as long as something is looked at. */
async function withReport<Result>(
  options: BrowserContextOptions,
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: LAPTOP, ...options });
  try {
    const page = await context.newPage();
    await page.goto(address);
    return await look(page);
  } finally {
    await context.close();
  }
}

/** Width and height that the header of a PNG file names. Source: PNG specification, "IHDR Image header". */
function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('the report of a review in a browser', () => {
  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
  ])('shows the verdict without scrolling on %s', async (_, viewport) => {
    const box = await withReport({ viewport }, (page) =>
      page
        .locator('h1, h2')
        .filter({ hasText: new RegExp(SAMPLE_REVIEW.verdict, 'i') })
        .first()
        .boundingBox(),
    );
    expect(box).not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(viewport.height);
  });

  it('fits the width of a phone', async () => {
    const width = await withReport({ viewport: PHONE }, async (page) => {
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
      return page.evaluate<number>('document.documentElement.scrollWidth');
    });
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });

  it('sends no request and reports no error', async () => {
    const context = await browser.newContext({ viewport: LAPTOP });
    const page = await context.newPage();
    const requests: string[] = [];
    const problems: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(address);
    await context.close();
    expect(requests).toEqual([address]);
    expect(problems).toEqual([]);
  });

  it('opens and closes its sections by keyboard', async () => {
    const states = await withReport({}, async (page) => {
      const fold = page.locator('details').first();
      const isOpen = (): Promise<boolean> => fold.getAttribute('open').then((open) => open !== null);
      const seen = [await isOpen()];
      await fold.locator('summary').first().focus();
      for (const key of ['Enter', 'Space']) {
        await page.keyboard.press(key);
        seen.push(await isOpen());
      }
      return seen;
    });
    expect(states).toEqual([states[0], !states[0], states[0]]);
  });

  it.each(['light', 'dark'] as const)('can be read in %s colours', async (colorScheme) => {
    const texts = await withReport({ colorScheme }, async (page) => {
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
      return measureContrast(page);
    });
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter(({ ratio }) => ratio < LEAST_CONTRAST)).toEqual([]);
  });

  it.each([
    ['light', { colorScheme: 'light', viewport: LAPTOP }],
    ['dark', { colorScheme: 'dark', viewport: LAPTOP }],
    ['phone', { colorScheme: 'light', viewport: PHONE }],
  ] as const)('makes a picture that shows something: %s', async (name, options) => {
    const path = fileOfRun(`report-${name}.png`);
    const blank = await withReport(options, async (page) => {
      await page.screenshot({ path, fullPage: true });
      await page.evaluate('document.body.style.visibility = "hidden"');
      return page.screenshot({ fullPage: true });
    });
    const picture = readFileSync(path);
    expect(sizeOf(picture)).toEqual(sizeOf(blank));
    expect(sizeOf(picture).width).toBe(options.viewport.width);
    expect(sizeOf(picture).height).toBeGreaterThan(options.viewport.height);
    // What is drawn cannot be packed as small as nothing of the same size.
    expect(picture.length).toBeGreaterThan(5 * blank.length);
  });
});
