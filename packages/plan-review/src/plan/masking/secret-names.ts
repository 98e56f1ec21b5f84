/** Words that people give to secrets. */
const SECRET = [
  /(?:password|passwd|passphrase|secret|token)\d*(?:_|$)/,
  /(?:^|_)(?:pass|pwd?|pat|pin|credentials?|creds?)\d*(?:_|$)/,
  /(?:^|_)(?:api|app|access|account|auth|encryption|jwt|license|master|private|secret|service|shared|signing|ssh)_?keys?(?:_|$)/,
];

/** How names end that are often, not always, those of secrets. */
const DOUBTFUL =
  /(?:^|_)(?:\w*key|auth|basic|bearer|salt|otp|seed|mnemonic|dsn|cookie|signature|pem|key_material|conn(?:ection)?_?str(?:ing)?|webhook(?:_ur[il]|_endpoint)?)\d*$/;

/** How names end of what is known about a secret: where it is, how long it lives. */
const ABOUT_ONE =
  /_(?:age|algorithm|arns?|audience|count|days|enabled|disabled|endpoint|expiry|expires(?:_in)?|field|files?|header|hosts?|hours|ids?|issuer|length|limit|lifetime|managers?(?:_\w+)?|max|min|minutes|mode|names?|parameter|paths?|policy|port|prefix|provider|region|required|rotation|seconds|size|store|through|timeout|ttl|types?|ur[il]s?|users?|username|validity|version)$/;

/** Whether a variable of this name holds a secret. Its value does not matter. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return SECRET.some((word) => word.test(words)) && !ABOUT_ONE.test(words);
}

/** Whether a variable of this name often holds a secret, so that its value is not shown. */
export function isDoubtfulName(name: string): boolean {
  return DOUBTFUL.test(wordsOf(name));
}

/** A name in small letters with `_` between its words: `db_password` of `dbPassword` and of `db.password`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
