/** Seconds that a new task has to start before failing health checks count against it. */
export const HEALTH_CHECK_GRACE_PERIOD_SECONDS = 60;
