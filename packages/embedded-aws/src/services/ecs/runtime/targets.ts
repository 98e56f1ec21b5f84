import { setTimeout as wait } from 'node:timers/promises';

import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
  TargetGroupNotFoundException,
  TargetHealthStateEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { AwsSettings } from '../../../gateway/settings';
import type { Task } from './task';
import { TaskError } from './task-error';

/** Milliseconds of real time between two looks at a target that drains. */
const INTERVAL_MS = 200;

/** A container's port in a target group. */
export interface TaskTarget {
  readonly targetGroupArn: string;
  readonly Id: string;
  readonly Port: number;
}

/** How a target is doing. */
export interface TargetState {
  readonly state: TargetHealthStateEnum;
  /** Why, if it is not healthy. */
  readonly description: string;
}

/** Where a task is registered: its address and one port in each target group of its service. */
export function targetsOf({ options, networkInterface }: Task): readonly TaskTarget[] {
  return options.loadBalancers.flatMap(({ targetGroupArn, containerPort }) =>
    targetGroupArn === undefined || networkInterface === undefined || containerPort === undefined
      ? []
      : [{ targetGroupArn, Id: networkInterface.privateIPv4Address, Port: containerPort }],
  );
}

/** @throws the error, unless it says that the target group does not exist */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof TargetGroupNotFoundException)) throw error;
}

/** The target groups of a service's tasks, called as ECS calls them: with its service-linked role. */
export class Targets {
  readonly #client: ElasticLoadBalancingV2Client;

  /** @param settings of the account */
  constructor(settings: AwsSettings) {
    this.#client = new ElasticLoadBalancingV2Client(settings);
  }

  /** @throws TaskError if Elastic Load Balancing refuses it */
  async register({ targetGroupArn, ...target }: TaskTarget): Promise<void> {
    try {
      await this.#client.send(new RegisterTargetsCommand({ TargetGroupArn: targetGroupArn, Targets: [target] }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TaskError(`failed to register targets in (target-group ${targetGroupArn}) with (error ${reason})`);
    }
  }

  /** A target group that is gone has no targets: that is no error. */
  async deregister({ targetGroupArn, ...target }: TaskTarget): Promise<void> {
    const command = new DeregisterTargetsCommand({ TargetGroupArn: targetGroupArn, Targets: [target] });
    await this.#client.send(command).catch(unlessGone);
  }

  /**
   * Waits until a target that was deregistered has answered its requests, or had its time for them.
   * @throws DOMException `AbortError` when the signal aborts
   */
  async drained({ targetGroupArn, Id, Port }: TaskTarget, signal: AbortSignal): Promise<void> {
    const isDraining = async (): Promise<boolean> => {
      const target = (await this.states(targetGroupArn)).get(`${Id}:${String(Port)}`);
      return target?.state === TargetHealthStateEnum.DRAINING;
    };
    while (await isDraining()) await wait(INTERVAL_MS, undefined, { signal });
  }

  /** States of a target group's targets by `<address>:<port>`; none if the target group is gone. */
  async states(targetGroupArn: string): Promise<ReadonlyMap<string, TargetState>> {
    const command = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn });
    const answer = await this.#client.send(command).catch(unlessGone);
    return new Map(
      answer?.TargetHealthDescriptions?.map(({ Target, TargetHealth }) => [
        `${Target?.Id ?? ''}:${String(Target?.Port)}`,
        { state: TargetHealth?.State ?? 'initial', description: TargetHealth?.Description ?? '' },
      ]),
    );
  }

  destroy(): void {
    this.#client.destroy();
  }
}
