import {
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  EC2Client,
  type NetworkInterface as Description,
} from '@aws-sdk/client-ec2';

import type { AwsSettings } from '../../../gateway/settings';
import type { Memory } from '../../../gateway/table';
import { TaskError } from './task-error';
import type { TaskNetwork } from './task-shape';

/** The address of a task in its subnet. */
export interface NetworkInterface {
  readonly id: string;
  readonly subnetId: string;
  readonly privateIPv4Address: string;
  readonly privateDnsName: string;
  readonly macAddress: string;
  readonly availabilityZone: string;
}

/** Addresses that tasks have: the subnets of two networks may overlap, an address here belongs to one task alone. */
const taken = new WeakMap<Memory, Set<string>>();

/** How often an address that another task has is given back for another one. */
const ATTEMPTS = 50;

/**
 * Gives a task its address. ECS does it itself: no role needs a permission for it.
 * @param settings of the account
 * @throws TaskError `ResourceInitializationError` if there is no such subnet or it is full
 */
export async function attachNetworkInterface(
  memory: Memory,
  settings: AwsSettings,
  { subnet, securityGroups }: TaskNetwork,
): Promise<NetworkInterface> {
  const ec2 = new EC2Client(settings);
  const addresses = taken.get(memory) ?? new Set();
  taken.set(memory, addresses);
  const create = new CreateNetworkInterfaceCommand({ SubnetId: subnet, Groups: [...securityGroups] });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const created = shapeOf((await ec2.send(create)).NetworkInterface);
      if (!addresses.has(created.privateIPv4Address)) {
        addresses.add(created.privateIPv4Address);
        return created;
      }
      await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: created.id }));
    }
  } catch (error) {
    throw new TaskError(`ResourceInitializationError: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    ec2.destroy();
  }
  throw new TaskError(`ResourceInitializationError: The subnet ${subnet} does not have enough free addresses.`);
}

/** Takes a task's address back. An interface that does not exist is no error: it may have been deleted with its network. */
export async function detachNetworkInterface(
  memory: Memory,
  settings: AwsSettings,
  { id, privateIPv4Address }: NetworkInterface,
): Promise<void> {
  const ec2 = new EC2Client(settings);
  taken.get(memory)?.delete(privateIPv4Address);
  try {
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'InvalidNetworkInterfaceID.NotFound') throw error;
  } finally {
    ec2.destroy();
  }
}

function shapeOf(description: Description = {}): NetworkInterface {
  return {
    id: description.NetworkInterfaceId ?? '',
    subnetId: description.SubnetId ?? '',
    privateIPv4Address: description.PrivateIpAddress ?? '',
    privateDnsName: description.PrivateDnsName ?? '',
    macAddress: description.MacAddress ?? '',
    availabilityZone: description.AvailabilityZone ?? '',
  };
}
