import path from 'node:path';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** Service tfplugin5.Provider with the methods that this provider has. */
export function providerProtocol(): ServiceDefinition {
  const file = path.join(__dirname, 'tfplugin5.proto');
  const definitions = loadSync(file, { keepCase: true, enums: String, longs: Number, defaults: true });
  return definitions['tfplugin5.Provider'] as ServiceDefinition;
}
