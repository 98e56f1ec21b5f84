import { TerraformResource, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';

/** Attributes of a resource, tokens included. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A resource of no provider with any attributes. */
export class AnyResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly attributes: Attributes = {},
    meta: TerraformMetaArguments = {},
  ) {
    super(scope, id, { terraformResourceType: 'any_thing', ...meta });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }
}
