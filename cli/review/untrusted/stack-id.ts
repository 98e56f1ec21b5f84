/** Longest id: an environment, a service, and what stands between and after them, with room to spare. */
const LONGEST = 80;

/** Whether a text may be the id of a stack: also the name of a folder, so there are no dots and no slashes. */
export function isStackId(text: string): boolean {
  return text.length <= LONGEST && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
}
