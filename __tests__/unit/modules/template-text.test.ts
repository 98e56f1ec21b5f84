import { literalText } from '../../../modules/template-text';

describe('a literal text', () => {
  it.each([
    ['${name}', '$${name}'],
    ['%{ if a }', '%%{ if a }'],
    ['${A%%/*} and ${B}', '$${A%%/*} and $${B}'],
    ['$NAME costs $5, 100 % {braces}', '$NAME costs $5, 100 % {braces}'],
  ])('of %s is %s to Terraform', (text, template) => {
    expect(literalText(text)).toBe(template);
  });
});
