import { stepsIn, type Step } from '../../../cli/progress';

/** Tells when a step begins and ends, and nothing in between. */
export const quietStep: Step = (title, action) => stepsIn(process.env)(title, () => action(() => undefined));
