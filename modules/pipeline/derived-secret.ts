import { Fn } from 'cdktf';

/**
 * A secret for one purpose, derived from a secret for many: Terraform computes it, so the synthesized JSON holds only
 * the expression. One derived secret reveals neither another nor the one that it comes from.
 *
 * Terraform has no HMAC. A plain `sha256(secret + purpose)` would let an attacker who knows one derived secret compute that of
 * a longer purpose (length extension); hashing twice with the secret in both, as HMAC does, closes that.
 *
 * @param secret the secret for many purposes; a reference to a sensitive value.
 * @param purpose what the derived secret is for.
 * @returns 64 hexadecimal digits, as a Terraform expression.
 */
export function derivedSecret(secret: string, purpose: string): string {
  const inner = Fn.sha256(Fn.join('/', [secret, purpose]));
  return Fn.sha256(Fn.join('/', [secret, inner]));
}
