const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The end-to-end tests that take minutes, longest first: one that begins last would keep a processor waiting at the
 * end. docs/testing.md has the minutes.
 */
const LONGEST_FIRST = [
  'changes',
  'delivery',
  'bad-input',
  'interrupted',
  'permissions',
  'release-permissions',
  'review',
  'first-deployment',
  'destroyed',
  'start-and-destroy',
  'two-services',
  'reviewed',
  'refused-pushes',
  'review-stacks',
];

/** Works on as many stacks at a time as there are processors: the last file has them for itself. */
const LAST = 'wide';

/** Starts the longest end-to-end tests first, other tests in Jest's own order, and one last. */
class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
}

/** @returns a number that is smaller for what is to begin earlier */
function placeOf({ path: file }) {
  if (!file.includes(`${path.sep}e2e${path.sep}`)) return LONGEST_FIRST.length;
  const name = path.basename(file, '.test.ts');
  if (name === LAST) return LONGEST_FIRST.length + 1;
  const index = LONGEST_FIRST.indexOf(name);
  return index === -1 ? LONGEST_FIRST.length : index;
}

module.exports = LongestFirst;
module.exports.LONGEST_FIRST = LONGEST_FIRST;
module.exports.LAST = LAST;
