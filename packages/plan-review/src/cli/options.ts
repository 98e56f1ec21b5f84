import { InvalidArgumentError, Option } from 'commander';
import { ACCEPTABLE } from '../output/exit-code';

/** `--accept dangerous` */
export function acceptOption(): Option {
  return new Option('--accept <verdict...>', 'verdicts that do not fail the review').choices(ACCEPTABLE);
}

/** `--report-url <url>` */
export function reportUrlOption(): Option {
  const option = new Option('--report-url <url>', 'where the report will be, for the link in the comment');
  return option.argParser(parseWebAddress);
}

/** Checked before anything is planned, which takes minutes. */
function parseWebAddress(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError(`"${text}" is not the address of a web page: it begins with https:// or http://.`);
}
