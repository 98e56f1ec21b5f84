import { DockerError } from '../docker-error';

/** What is understood of Go's templates: `{{.A.B}}`, `{{json .A}}` and `{{index .A 0}}`. */
const ACTION = /\{\{\s*(?:(json|index)\s+)?((?:\.\w+)+|\.)(?:\s+(?:"([^"]+)"|(\d+)))?\s*\}\}/g;

/**
 * Writes values of an object into a template.
 * @throws DockerError for what is not understood
 */
export function format(template: string, value: object): string {
  const result = template.replace(ACTION, (_, verb: string | undefined, path: string, key?: string, index?: string) => {
    const found = path.split('.').filter(Boolean).reduce<unknown>(memberOf, value);
    const chosen = verb === 'index' ? memberOf(found, key ?? index ?? '') : found;
    return verb === 'json' || typeof chosen !== 'string' ? JSON.stringify(chosen ?? null) : chosen;
  });
  if (!result.includes('{{')) return result;
  throw new DockerError(
    `--format ${template}: the stand-in for docker understands {{.Id}}, {{json .Config}} and {{index .RepoTags 0}}`,
  );
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
