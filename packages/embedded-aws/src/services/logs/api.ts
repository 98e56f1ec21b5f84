export { warnOfDroppedLines } from './dropped-lines';
