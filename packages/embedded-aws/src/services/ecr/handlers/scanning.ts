import { withInput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asObject, jsonOf } from '../../../gateway/json';

/** RoundRobin scanning off where a request says nothing: moto takes an empty configuration for none and changes nothing. */
export const imageScanning: Handler = {
  service: 'ecr',
  operations: ['CreateRepository', 'PutImageScanningConfiguration'],
  handle: (request, next) => {
    const input = jsonOf(request);
    const imageScanningConfiguration = { scanOnPush: false, ...asObject(input['imageScanningConfiguration']) };
    return next(withInput(request, { ...input, imageScanningConfiguration }));
  },
};
