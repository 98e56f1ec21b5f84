/** Runs one step of a longer task, and may show its progress. */
export type Step = <Result>(title: string, action: () => Promise<Result>) => Promise<Result>;
