import { InvalidArgumentError } from 'commander';
import { type RepositoryName, variableOf } from '../sandbox-variables';

/** `--account 123456789012` */
export function parseAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError(`An AWS account has 12 digits, e.g. 123456789012. "${text}" is not one.`);
}

/** `--region eu-central-1`; any name of an AWS region's form, also one that is newer than this program. */
export function parseRegion(text: string): string {
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw new InvalidArgumentError(`An AWS region is named like eu-central-1 or us-gov-west-1. "${text}" is not.`);
}

/** `--port 4566` */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError(`A port is a whole number from 1 to 65535. "${text}" is not.`);
}

/** `--speed 30` */
export function parseSpeed(text: string): number {
  const speed = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && speed >= 1 && speed <= 1000) return speed;
  throw new InvalidArgumentError(`The speed is a number from 1 (real time) to 1000. "${text}" is not.`);
}

/**
 * `--github acme/shop`, which may be given several times.
 * Source of what names may hold: GitHub's own messages on creating users and repositories.
 */
export function parseRepository(text: string, before: readonly RepositoryName[] = []): readonly RepositoryName[] {
  const { owner, name } = /^(?<owner>[A-Za-z0-9-]+)\/(?<name>[\w.-]+)$/.exec(text)?.groups ?? {};
  if (owner === undefined || name === undefined || /^\.{1,2}$/.test(name)) {
    throw new InvalidArgumentError(
      `A repository is named <owner>/<name>, of letters, digits, "-", and in the name "." and "_". "${text}" is not.`,
    );
  }
  const variable = variableOf({ owner, name });
  const same = before.find((repository) => variableOf(repository) === variable);
  if (same !== undefined) {
    throw new InvalidArgumentError(
      `The address of "${text}" would be printed as ${variable}, as that of ${same.owner}/${same.name}. Rename one of them.`,
    );
  }
  return [...before, { owner, name }];
}
