/**
 * Makes what tests share once for each input, by the JSON of it. What is made must not be changed.
 * @returns a function that makes it when it is first asked for
 */
export function oncePer<Input, Made>(make: (input: Input) => Made): (input: Input) => Made {
  const made = new Map<string, Made>();
  return (input) => {
    const key = JSON.stringify(input);
    const found = made.get(key);
    if (found !== undefined) return found;
    const fresh = make(input);
    made.set(key, fresh);
    return fresh;
  };
}
