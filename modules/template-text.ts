/**
 * A text that Terraform takes as it is: in JSON configuration every string is a template, in which `${` and `%{` begin
 * an expression. Source: Terraform language documentation, "Strings and Templates", escape sequences.
 */
export function literalText(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
