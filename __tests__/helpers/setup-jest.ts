import { setupJest } from 'cdktf/lib/testing/adapters/jest';

// cdktf's matchers (`toHaveResourceWithProperties` and others) for every unit test, as `cdktf init` sets them up.
setupJest();
