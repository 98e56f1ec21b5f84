import type { Rule } from './rule';
import { capacityLowered } from './rules/delivery/capacity-lowered';
import { releaseSafetyLowered } from './rules/delivery/release-safety';
import { routingChanged } from './rules/delivery/routing-changed';
import { servingDestroyed, upkeepDestroyed } from './rules/delivery/serving-destroyed';
import { dataDestroyed } from './rules/loss/data-destroyed';
import { dataReplaced } from './rules/loss/data-replaced';
import { imagesExpire } from './rules/loss/images-expire';
import { protectionRemoved } from './rules/loss/protection-removed';
import { objectsExpire } from './rules/loss/objects-expire';
import { retentionLowered } from './rules/loss/retention-lowered';
import { checkFailed, planErrored } from './rules/planning/errored';
import { plainlyDestroyed } from './rules/planning/destroyed';
import { drift } from './rules/planning/drift';
import { forgotten, imported, moved } from './rules/planning/moved';
import { stackDestroyed } from './rules/planning/stack-destroyed';
import { newEndlessLog, newMutableTags, newPublic, newUnencrypted } from './rules/policy/new-defaults';
import { newGrants } from './rules/policy/new-grants';
import { openRoute } from './rules/policy/open-route';
import { plainSecret } from './rules/policy/plain-secret';
import { untagged } from './rules/policy/untagged';
import { interruptingReplacement } from './rules/replacement/interrupting';
import { plainReplacement } from './rules/replacement/plain';
import { readdressingReplacement } from './rules/replacement/readdressing';
import { authenticationRemoved } from './rules/security/authentication';
import { runtimeLoosened } from './rules/security/build-safety';
import { containerLoosened } from './rules/security/container-loosened';
import { encryptionWeakened } from './rules/security/encryption';
import { madePublic } from './rules/security/exposure';
import { guardRemoved } from './rules/security/guard-removed';
import { managedPolicyAttached } from './rules/security/managed-policy-attached';
import { permissionsWidened } from './rules/security/permissions-widened';
import { policyUnknown } from './rules/security/policy-unknown';
import { portsOpened } from './rules/security/ports-opened';
import { rightsExchanged } from './rules/security/rights-exchanged';
import { secretRotated } from './rules/security/secret-rotated';
import { tlsWeakened } from './rules/security/tls';
import { loggingDisabled } from './rules/security/watching';

/** What is asked of every plan and of every change in it, by category. */
export const EVERY_RULE: readonly Rule[] = [
  dataDestroyed,
  dataReplaced,
  imagesExpire,
  objectsExpire,
  retentionLowered,
  protectionRemoved,
  portsOpened,
  permissionsWidened,
  managedPolicyAttached,
  rightsExchanged,
  madePublic,
  authenticationRemoved,
  guardRemoved,
  encryptionWeakened,
  tlsWeakened,
  containerLoosened,
  runtimeLoosened,
  loggingDisabled,
  policyUnknown,
  secretRotated,
  stackDestroyed,
  servingDestroyed,
  plainlyDestroyed,
  interruptingReplacement,
  capacityLowered,
  routingChanged,
  readdressingReplacement,
  plainReplacement,
  newGrants,
  newPublic,
  openRoute,
  newUnencrypted,
  plainSecret,
  untagged,
  newEndlessLog,
  newMutableTags,
  drift,
  upkeepDestroyed,
  releaseSafetyLowered,
  planErrored,
  checkFailed,
  forgotten,
  moved,
  imported,
];
