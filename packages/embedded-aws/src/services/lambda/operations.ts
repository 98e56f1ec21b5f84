import type { Routes } from '../../gateway/route';

const FUNCTIONS = '/2015-03-31/functions';
const ONE = `${FUNCTIONS}/{FunctionName}`;

/** Paths of operations, by the action that IAM is asked for (AWS Lambda API Reference, "Actions"). */
export const LAMBDA_ROUTES: Routes = {
  AddPermission: `POST ${ONE}/policy`,
  CreateAlias: `POST ${ONE}/aliases`,
  CreateFunction: `POST ${FUNCTIONS}`,
  DeleteAlias: `DELETE ${ONE}/aliases/{Name}`,
  DeleteFunction: `DELETE ${ONE}`,
  DeleteFunctionConcurrency: 'DELETE /2017-10-31/functions/{FunctionName}/concurrency',
  GetAlias: `GET ${ONE}/aliases/{Name}`,
  GetFunction: `GET ${ONE}`,
  GetFunctionConcurrency: 'GET /2019-09-30/functions/{FunctionName}/concurrency',
  GetFunctionConfiguration: `GET ${ONE}/configuration`,
  GetPolicy: `GET ${ONE}/policy`,
  InvokeFunction: `POST ${ONE}/invocations`,
  ListAliases: `GET ${ONE}/aliases`,
  ListFunctions: `GET ${FUNCTIONS}`,
  ListTags: 'GET /2017-03-31/tags/{Resource}',
  ListVersionsByFunction: `GET ${ONE}/versions`,
  PublishVersion: `POST ${ONE}/versions`,
  PutFunctionConcurrency: 'PUT /2017-10-31/functions/{FunctionName}/concurrency',
  RemovePermission: `DELETE ${ONE}/policy/{StatementId}`,
  TagResource: 'POST /2017-03-31/tags/{Resource}',
  UntagResource: 'DELETE /2017-03-31/tags/{Resource}',
  UpdateAlias: `PUT ${ONE}/aliases/{Name}`,
  UpdateFunctionCode: `PUT ${ONE}/code`,
  UpdateFunctionConfiguration: `PUT ${ONE}/configuration`,
};
