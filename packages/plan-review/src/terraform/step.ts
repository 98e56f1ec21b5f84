/** Does one step of a longer task, and may show that it is being done. */
export type Step = <Result>(title: string, action: () => Promise<Result>) => Promise<Result>;
