import { literal } from '../../config/literal';
import { configOf, type Values } from './values';

/** The platform.config.ts of a project. */
export function configText(values: Values): string {
  const options = Object.entries(configOf(values)).map(([name, value]) => `  ${name}: ${literal(value, "'")},\n`);
  return [
    "import { definePlatform } from 'fargate-delivery';\n\n",
    'export default definePlatform({\n',
    ...options,
    '});\n',
  ].join('');
}
