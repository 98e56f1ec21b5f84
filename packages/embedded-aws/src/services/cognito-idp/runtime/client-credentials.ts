/** The id and the secret that a request gives for its app client. */
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

/** A name that is not percent-encoded correctly belongs to no client. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
