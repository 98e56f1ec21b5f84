import { config } from '../../../helpers/config';
import { readGuide, type GuideStep } from './read-guide';

/** docs/first-hour.md. */
const GUIDE = readGuide('first-hour.md');

/** What the account and the repositories of the guide are called. */
export const PLATFORM = config({ services: { web: { repository: 'web' } } });

/** The sections that each test does. Together they are all that have something to do. */
export const TESTED = {
  project: ['1. Make a project'],
  rehearsal: ['2. See it run'],
  config: ['3. Your service in place of the sample'],
  untilBootstrap: ['4. What a mistake looks like', '5. Test it', '6. Review everything', '7. Bootstrap'],
  deployment: ['8. Deploy', '9. Push', '10. Undo everything'],
};

/** Titles of the sections that have something to do. */
export const TITLES = GUIDE.filter(({ steps }) => steps.length > 0).map(({ title }) => title);

/** What the reader does in a section of the guide. */
export function section(title: string): readonly GuideStep[] {
  return GUIDE.find((each) => each.title === title)?.steps ?? [];
}

/** A file that the guide shows. */
export function shownFile(name: string): string {
  const files = GUIDE.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'file' ? [step] : [])));
  return files.find((file) => file.name === name)?.text ?? '';
}
