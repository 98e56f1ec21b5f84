/** A type constraint of Terraform in its JSON form. */
type TypeConstraint = 'string' | 'number' | 'bool' | readonly ['list' | 'set', TypeConstraint];

/** An attribute as plugin protocol 5 declares it; `type` is the JSON of a type constraint. */
export interface Attribute {
  readonly name: string;
  readonly type: Uint8Array;
  readonly description: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
}

/** A block nested in another one. */
export interface NestedBlock {
  readonly type_name: string;
  readonly block: Block;
  readonly nesting: 'LIST';
  readonly max_items: number;
}

/** A block's attributes and the blocks in it. */
export interface Block {
  readonly attributes: readonly Attribute[];
  readonly block_types: readonly NestedBlock[];
}

/** What a provider declares of its configuration or of a resource type. */
export interface Schema {
  readonly version: number;
  readonly block: Block;
}

const REQUIRED = { required: true };
const OPTIONAL = { optional: true };
const COMPUTED = { computed: true };
const SENSITIVE = { sensitive: true };

/** Type of the one resource of this provider. */
export const WEBHOOK_TYPE = 'github_repository_webhook';

/** `github_repository_webhook` of provider integrations/github 6.9.0 (its github/resource_github_repository_webhook.go). */
export const webhookSchema: Schema = {
  version: 1,
  block: {
    attributes: [
      attribute('active', 'bool', OPTIONAL, "Indicate if the webhook should receive events. Defaults to 'true'."),
      attribute('etag', 'string', { ...OPTIONAL, ...COMPUTED }),
      attribute('events', ['set', 'string'], REQUIRED, 'A list of events which should trigger the webhook'),
      attribute('id', 'string', { ...OPTIONAL, ...COMPUTED }),
      attribute('repository', 'string', REQUIRED, 'The repository name of the webhook, without the organization.'),
      attribute('url', 'string', COMPUTED, 'Address of the webhook in the API'),
    ],
    block_types: [
      list('configuration', [
        attribute('content_type', 'string', OPTIONAL, "The content type for the payload: either 'form' or 'json'."),
        attribute('insecure_ssl', 'bool', OPTIONAL, "Insecure SSL boolean toggle. Defaults to 'false'."),
        attribute('secret', 'string', { ...OPTIONAL, ...SENSITIVE }, 'The shared secret for the webhook'),
        attribute('url', 'string', { ...REQUIRED, ...SENSITIVE }, 'The URL of the webhook.'),
      ]),
    ],
  },
};

/** The provider block of integrations/github 6.9.0 (its github/provider.go). */
export const providerSchema: Schema = {
  version: 0,
  block: {
    attributes: [
      attribute('base_url', 'string', OPTIONAL, 'The GitHub Base API URL'),
      attribute('insecure', 'bool', OPTIONAL, 'Enable `insecure` mode for testing purposes'),
      attribute('max_per_page', 'number', OPTIONAL, 'Number of items per page for pagination. Defaults to 100'),
      attribute('max_retries', 'number', OPTIONAL, 'Number of times to retry a request after an error. Defaults to 3'),
      attribute('organization', 'string', { ...OPTIONAL, deprecated: true }, 'The GitHub organization to manage.'),
      attribute('owner', 'string', OPTIONAL, 'The GitHub owner to manage.'),
      attribute('parallel_requests', 'bool', OPTIONAL, 'Allow the provider to make parallel API calls to GitHub.'),
      attribute('read_delay_ms', 'number', OPTIONAL, 'Milliseconds to sleep in between non-write requests.'),
      attribute('retry_delay_ms', 'number', OPTIONAL, 'Milliseconds to sleep after an error response.'),
      attribute('retryable_errors', ['list', 'number'], OPTIONAL, 'Status codes after which to retry.'),
      attribute('token', 'string', OPTIONAL, 'The OAuth token used to connect to GitHub.'),
      attribute('write_delay_ms', 'number', OPTIONAL, 'Milliseconds to sleep in between writes.'),
    ],
    block_types: [
      list('app_auth', [
        attribute('id', 'string', REQUIRED, 'The GitHub App ID.'),
        attribute('installation_id', 'string', REQUIRED, 'The GitHub App installation instance ID.'),
        attribute('pem_file', 'string', { ...REQUIRED, ...SENSITIVE }, 'The GitHub App PEM file contents.'),
      ]),
    ],
  },
};

type Kind = Omit<Attribute, 'name' | 'type' | 'description'>;

function attribute(name: string, type: TypeConstraint, kind: Kind, description = ''): Attribute {
  return { name, type: Buffer.from(JSON.stringify(type)), description, ...kind };
}

/** SDK providers declare a single block as a list of at most one. */
function list(name: string, attributes: readonly Attribute[]): NestedBlock {
  return { type_name: name, block: { attributes, block_types: [] }, nesting: 'LIST', max_items: 1 };
}
