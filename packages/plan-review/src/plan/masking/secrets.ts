import { Sensitive } from '../value';

/** Length from which a secret is looked for in other texts. A shorter one would hide harmless words. */
const MIN_TEXT_LENGTH = 8;

/**
 * Texts that everybody knows: hidden wherever they stand, they would hide from the rules what is opened to whom.
 * Addresses and blocks, what belongs to AWS, actions, and the words of policies.
 */
const COMMON = [
  /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/,
  /^[\da-f:]*::[\da-f:]*(\/\d{1,3})?$/i,
  /^arn:[\w-]*:iam::aws:/,
  /^[a-z][a-z0-9-]*\.amazonaws\.com$/,
  /^(ec2|ecr|ecs|iam|kms|lambda|logs|organizations|s3|secretsmanager|sns|sqs|ssm|sts):[A-Z][A-Za-z]*\*?$/,
  /^(Statement|Principal|NotPrincipal|Resource|NotResource|NotAction|Condition)$/,
  /^(Administrator|PowerUser|IAMFull|ReadOnly)Access$/,
];

function isCommon(text: string): boolean {
  return COMMON.some((form) => form.test(text));
}

/** The secrets of one plan, held while it is read and no longer. */
export class Secrets {
  /** By the JSON of a value: its number in the order of finding, which tells nothing of it. */
  private readonly numbers = new Map<string, number>();
  private readonly found = new Set<string>();

  /**
   * Puts a stand-in in the place of a secret, the same one for the same secret. null stays:
   * that there is no value need not be hidden.
   * @param unknown which parts of it are not known yet: they make it differ from what is known
   */
  hide(secret: unknown, unknown?: unknown): Sensitive | null {
    if (secret === null || secret === undefined) return null;
    this.remember(secret);
    return new Sensitive(String(this.numberOf(canonicalJson([secret, unknown ?? null]))));
  }

  /** Remembers every text in a secret, to be looked for in other values. */
  remember(secret: unknown): void {
    if (typeof secret === 'string') {
      if (secret.length >= MIN_TEXT_LENGTH && !isCommon(secret)) this.found.add(secret);
    } else if (typeof secret === 'object' && secret !== null) {
      Object.values(secret).forEach((part) => {
        this.remember(part);
      });
    }
  }

  /** The texts that are secret, with the number that stands for each. */
  get texts(): ReadonlyMap<string, number> {
    return new Map([...this.found].map((text) => [text, this.numberOfText(text)]));
  }

  /** The number that stands for a text, also for one that is not remembered. */
  numberOfText(text: string): number {
    return this.numberOf(canonicalJson([text, null]));
  }

  private numberOf(json: string): number {
    const number = this.numbers.get(json) ?? this.numbers.size + 1;
    this.numbers.set(json, number);
    return number;
  }
}

/** JSON that is the same for the same value in any order of its keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
