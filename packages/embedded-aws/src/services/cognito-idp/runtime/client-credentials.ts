/** Who an app client says that it is. */
export interface ClientCredentials {
  readonly id: string;
  /** @default the client has none */
  readonly secret?: string | undefined;
}

/**
 * Reads the credentials of a client from the Authorization header or from the body (RFC 6749, section 2.3.1).
 * @param authorization the header, or empty
 */
export function clientCredentialsOf(authorization: string, form: URLSearchParams): ClientCredentials {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? undefined };
  const [id = '', secret] = Buffer.from(basic, 'base64').toString().split(':').map(decoded);
  return { id, secret };
}

/** What is not well encoded is nobody's name. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
