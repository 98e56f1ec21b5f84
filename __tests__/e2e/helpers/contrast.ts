import type { Page } from 'playwright-core';

/** A text of a page and how it stands out from what is behind it. */
export interface TextContrast {
  readonly text: string;
  /** From 1 to 21. Source: WCAG 2.2, "contrast ratio". */
  readonly ratio: number;
}

/** What the browser computes: it has its own globals, which the tests' compiler does not know. */
const MEASURE = `(() => {
  const parse = (color) => {
    const [red, green, blue, alpha = 1] = color.match(/[\\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  };
  const over = (top, under) => {
    const mix = (name) => top[name] * top.alpha + under[name] * (1 - top.alpha);
    return { red: mix('red'), green: mix('green'), blue: mix('blue'), alpha: 1 };
  };
  const luminance = ({ red, green, blue }) => {
    const [r, g, b] = [red, green, blue].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = matchMedia('(prefers-color-scheme: dark)').matches
    ? { red: 18, green: 18, blue: 18, alpha: 1 }
    : { red: 255, green: 255, blue: 255, alpha: 1 };
  const behind = (element) => {
    if (element === null) return canvas;
    const color = parse(getComputedStyle(element).backgroundColor);
    return color.alpha === 1 ? color : over(color, behind(element.parentElement));
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (text === '' || !element.checkVisibility()) continue;
    const back = behind(element);
    const front = over(parse(getComputedStyle(element).color), back);
    const [light, dark] = [luminance(front), luminance(back)].sort((one, other) => other - one);
    texts.push({ text, ratio: (light + 0.05) / (dark + 0.05) });
  }
  return texts;
})()`;

/** Measures every visible text of a page. */
export function measureContrast(page: Page): Promise<readonly TextContrast[]> {
  return page.evaluate<readonly TextContrast[]>(MEASURE);
}
