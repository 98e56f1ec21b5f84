import { everyDocument, everySource } from '../../helpers/sources';

/** Words that a reader has to decode, and what to write instead: the term of the field, or a plain sentence. */
const AVOIDED: readonly (readonly [words: RegExp, instead: string])[] = [
  [/nobody/i, 'a sentence that says what does not happen: "users cannot sign in"'],
  [/who(so|m)?ever/i, 'the person: "the author of the pull request"'],
  [/whatever/i, '"any", or the thing by its name'],
  [/\bof whom\b/i, 'a sentence of its own'],
  [/elsewhere/i, 'the place itself: "another state", "the other environments"'],
  [/without which\b/i, '"because ... needs it"'],
  [/leftover/i, '"remaining resources"'],
  [/\bgaps?\b(?!:)/i, '"what moto lacks", or "handler"'],
  [/\b(scenes?|beds?)\b/i, '"fixture"'],
  [/\bnouns?\b/i, '"resources"'],
  [/\bopinions?\b/i, '"rule" or "default"'],
  [/\bstand(s|ing)? ?on\b/i, '"depend on"'],
  [/\btake(s|n)? ?back\b/i, '"revert", "cancel" or "deregister"'],
  [/mourn/i, '"destroyed"'],
  [/\blet(s|ting)? ?go\b/i, '"release"'],
  [/\btak(e|es|ing) no note\b/i, '"ignore"'],
  [/\bsees? to it\b/i, '"ensure"'],
];

/** A text of a deployed resource: AWS would replace the resource if it changed. */
const DEPLOYED_TEXT = "description: 'Whatever the application calls.'";

/** Files that are not checked: this one, and the programs of builds, which are deployed as they are. */
const UNCHECKED = /^__tests__\/unit\/conventions\/words\.test\.ts$|^modules\/pipeline\/buildspecs\//;

/** Lines of files, and their names, in which one of the words is. */
function uses(words: RegExp): readonly string[] {
  return [...everySource, ...everyDocument]
    .filter(({ path }) => !UNCHECKED.test(path))
    .flatMap(({ path, text }) => [
      ...(words.test(path) ? [path] : []),
      ...text.split('\n').flatMap((line, index) => (words.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    ])
    .filter((use) => !use.endsWith(`${DEPLOYED_TEXT},`));
}

describe('the words of the project', () => {
  it.each(AVOIDED)('do not include %s; write instead: %s', (words) => {
    expect(uses(words)).toEqual([]);
  });
});
