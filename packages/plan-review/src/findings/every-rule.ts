import type { Rule } from './rule';
import { capacityLowered } from './rules/delivery/capacity-lowered';
import { releaseSafetyLowered } from './rules/delivery/release-safety-lowered';
import { routingChanged } from './rules/delivery/routing-changed';
import { servingDestroyed, deliveryDestroyed } from './rules/delivery/serving-destroyed';
import { dataDestroyed } from './rules/loss/data-destroyed';
import { dataReplaced } from './rules/loss/data-replaced';
import { imagesExpire } from './rules/loss/images-expire';
import { deletionProtectionRemoved } from './rules/loss/deletion-protection-removed';
import { objectsExpire } from './rules/loss/objects-expire';
import { retentionLowered } from './rules/loss/retention-lowered';
import { checkFailed, planErrored } from './rules/planning/errored';
import { resourceDestroyed } from './rules/planning/resource-destroyed';
import { drift } from './rules/planning/changed-outside-terraform';
import { forgotten, imported, moved } from './rules/planning/moved';
import { stackDestroyed } from './rules/planning/stack-destroyed';
import { newEndlessLog, newMutableTags, newPublic, newUnencrypted } from './rules/policy/new-defaults';
import { newPolicyTooWide } from './rules/policy/new-policy-too-wide';
import { newRouteWithoutAuthentication } from './rules/policy/new-route-without-authentication';
import { secretInPlainVariable } from './rules/policy/secret-in-plain-variable';
import { tagsMissing } from './rules/policy/tags-missing';
import { replacementInterruptsUsers } from './rules/replacement/replacement-interrupts-users';
import { resourceReplaced } from './rules/replacement/resource-replaced';
import { replacementChangesAddress } from './rules/replacement/replacement-changes-address';
import { authenticationRemoved } from './rules/security/authentication-removed';
import { runtimeLoosened } from './rules/security/runtime-loosened';
import { containerLoosened } from './rules/security/container-loosened';
import { encryptionWeakened } from './rules/security/encryption-weakened';
import { madePublic } from './rules/security/made-public';
import { protectionRemoved } from './rules/security/protection-removed';
import { managedPolicyAttached } from './rules/security/managed-policy-attached';
import { permissionsWidened } from './rules/security/permissions-widened';
import { policyCannotBeCompared } from './rules/security/policy-cannot-be-compared';
import { portsOpened } from './rules/security/ports-opened';
import { rightsExchanged } from './rules/security/rights-exchanged';
import { settingHidden } from './rules/security/setting-hidden';
import { secretChanged } from './rules/security/secret-changed';
import { transportEncryptionWeakened } from './rules/security/transport-encryption-weakened';
import { loggingDisabled } from './rules/security/logging-disabled';

/** What is asked of every plan and of every change in it, by category. */
export const EVERY_RULE: readonly Rule[] = [
  dataDestroyed,
  dataReplaced,
  imagesExpire,
  objectsExpire,
  retentionLowered,
  deletionProtectionRemoved,
  portsOpened,
  permissionsWidened,
  managedPolicyAttached,
  rightsExchanged,
  madePublic,
  authenticationRemoved,
  protectionRemoved,
  encryptionWeakened,
  transportEncryptionWeakened,
  containerLoosened,
  runtimeLoosened,
  loggingDisabled,
  policyCannotBeCompared,
  settingHidden,
  secretChanged,
  stackDestroyed,
  servingDestroyed,
  resourceDestroyed,
  replacementInterruptsUsers,
  capacityLowered,
  routingChanged,
  replacementChangesAddress,
  resourceReplaced,
  newPolicyTooWide,
  newPublic,
  newRouteWithoutAuthentication,
  newUnencrypted,
  secretInPlainVariable,
  tagsMissing,
  newEndlessLog,
  newMutableTags,
  drift,
  deliveryDestroyed,
  releaseSafetyLowered,
  planErrored,
  checkFailed,
  forgotten,
  moved,
  imported,
];
