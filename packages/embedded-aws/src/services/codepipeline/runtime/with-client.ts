/**
 * Uses a client of an AWS SDK and closes its connections.
 * @param client made for this one use
 */
export async function withClient<C extends { destroy(): void }, T>(
  client: C,
  use: (client: C) => Promise<T>,
): Promise<T> {
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}
